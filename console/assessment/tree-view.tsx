import { useMemo, useState, type ReactNode } from 'react';
import { useRouter } from '@tanstack/react-router';
import type { FrameworkChange } from '@tongchuang/contract/frameworks.ts';
import { nextCode } from '@tongchuang/domain/assessment/node-codes.ts';
import { t } from '@tongchuang/ui/locale/locale.ts';
import { Empty } from '@tongchuang/ui/pieces/empty.tsx';
import { offerUndo, tellTrouble } from '@tongchuang/ui/pieces/toasts.tsx';
import { found } from '@tongchuang/ui/pinyin.ts';
import { Filters } from '../pieces/filters.tsx';
import { useUrl } from '../pieces/url-state.ts';
import { namesIn, nodeLines, readWorth, worthText, type NodeLine } from './node-lines.ts';
import type { RowDraft } from './node-row.tsx';
import { NodeTree } from './node-tree.tsx';
import { TreeBar } from './tree-bar.tsx';
import { bringBack, stepOf, type Way } from './tree-moves.ts';
import type { Drawn, Editing } from './use-edition.ts';

/** More nodes than that are asked about before they go; fewer can be brought back. */
const MANY = 40;

interface TreeViewProps {
  of: Drawn;
  editing: Editing | null;
}

/** 条目: the tree with its sums, and what can be done to the row that is active. */
export function TreeView({ of, editing }: TreeViewProps): ReactNode {
  const { edition, findings } = of;
  const url = useUrl();
  const router = useRouter();
  const [at, setAt] = useState<string | null>(url.get('node') || null);
  const [draft, setDraft] = useState<RowDraft | null>(null);
  // Sums follow while points are typed.
  const typed = useMemo(() => withDraft(edition, draft), [edition, draft]);
  const all = useMemo(() => nodeLines(typed, findings), [typed, findings]);
  const filter = wanted(url.get('text').trim(), url.list('only'));
  const lines = useMemo(
    () => (filter === null ? all : within(all, filter)),
    [all, filter?.text, filter?.only],
  );
  const active = all.find(({ id }) => id === at) ?? null;

  const step = (code: string, way: Way) => {
    void editing?.edit((now) => stepOf(now, code, way));
  };
  const add = async (line: NodeLine | null, below: boolean) => {
    const parent = line === null ? null : below ? line.node.code : line.node.parent;
    const children = edition.nodes.filter((node) => node.parent === parent);
    const after = line === null || below ? (children.at(-1)?.code ?? null) : line.node.code;
    const code = nextCode(edition, parent);
    const node = { code, parent, title: t('assessment.new_node') };
    if ((await editing?.edit({ op: 'add', node, after })) !== true) return;
    setAt(code);
    setDraft({ id: code });
  };
  const remove = async (line: NodeLine) => {
    const { code } = line.node;
    let back = bringBack(edition, code);
    if (back.length > MANY || line.isTwin) {
      router.history.push(url.with({ node: code, field: 'remove' }));
      return;
    }
    const next = lines[lines.indexOf(line) + 1] ?? lines[lines.indexOf(line) - 1];
    const done = await editing?.edit((now) => {
      back = bringBack(now, code);
      return { op: 'remove', code, branch: true };
    });
    if (done !== true) return;
    setAt(next?.id ?? null);
    offerUndo(t('assessment.removed', { code, count: back.length }), () => void restore(back));
  };
  const restore = async (back: readonly FrameworkChange[]) => {
    for (const change of back) if ((await editing?.edit(change)) !== true) return;
  };
  const save = async () => {
    if (draft === null) return;
    const line = all.find(({ id }) => id === draft.id);
    const fields =
      line === undefined
        ? {}
        : fieldsOf(
            draft,
            edition.nodes.find(({ code }) => code === draft.id),
          );
    if (fields === null) {
      tellTrouble(t('assessment.worth_wrong', { text: draft.worth ?? '' }));
      return;
    }
    const code = draft.id;
    setDraft(null);
    if (Object.keys(fields).length === 0) return;
    if ((await editing?.edit({ op: 'change', code, fields })) === true) setAt(String(fields['code'] ?? code));
  };

  if (edition.nodes.length === 0) {
    return (
      <div className="tc-table-sheet">
        <Empty
          title={t('assessment.no_nodes')}
          {...(editing === null
            ? {}
            : {
                action: (
                  <button
                    type="button"
                    className="tc-button tc-button-primary"
                    onClick={() => void add(null, false)}
                  >
                    {t('assessment.add_first')}
                  </button>
                ),
              })}
        >
          {t('assessment.no_nodes_hint')}
        </Empty>
      </div>
    );
  }
  return (
    <>
      <Filters
        search="text"
        of={[
          {
            name: 'only',
            title: t('assessment.only'),
            options: (['errors', 'warnings', 'unread', 'no_unit'] as const).map((value) => ({
              value,
              label: t(`assessment.only_${value}`),
              count: all.filter((line) => ONLY[value](line)).length,
            })),
          },
        ]}
      />
      <div className="tc-table-sheet">
        {editing !== null && (
          <TreeBar
            active={active}
            onStep={(way) => active !== null && step(active.node.code, way)}
            onAdd={(below) => void add(active, below)}
            onRemove={() => active !== null && void remove(active)}
            onRenumber={() => void editing.edit({ op: 'renumber' })}
          />
        )}
        {lines.length === 0 ? (
          <p className="tc-table-nothing">{t('house.nothing_found')}</p>
        ) : (
          <NodeTree
            lines={lines}
            allOpen={filter !== null}
            at={at}
            onAt={setAt}
            draft={draft}
            onDraft={editing === null ? null : setDraft}
            onSave={() => void save()}
            onStep={step}
            onRemove={(line) => void remove(line)}
            onAdd={(line, below) => void add(line, below)}
          />
        )}
      </div>
    </>
  );
}

const ONLY = {
  errors: (line: NodeLine) => line.errors > 0,
  warnings: (line: NodeLine) => line.warnings > 0,
  unread: ({ isLeaf, node }: NodeLine) =>
    isLeaf && node.rule === null && node.parts.length === 0 && node.ruleText !== null,
  no_unit: ({ isLeaf, node }: NodeLine) => isLeaf && node.responsible.length === 0,
};

interface Wanted {
  text: string;
  only: string;
  takes: (line: NodeLine) => boolean;
}

function wanted(text: string, only: readonly string[]): Wanted | null {
  const kinds = only.filter((one): one is keyof typeof ONLY => Object.hasOwn(ONLY, one));
  if (text === '' && kinds.length === 0) return null;
  const takes = (line: NodeLine) =>
    (kinds.length === 0 || kinds.some((kind) => ONLY[kind](line))) &&
    (line.node.code.startsWith(text) ||
      [line.node.title, ...line.node.responsible].some((words) => found(words, text)));
  return { text, only: kinds.join(), takes };
}

/** What is wanted, with the branches above it. */
function within(all: readonly NodeLine[], { takes }: Wanted): NodeLine[] {
  const byId = new Map(all.map((line) => [line.id, line]));
  const kept = new Set<NodeLine>();
  for (const line of all.filter(takes)) {
    for (let here: NodeLine | undefined = line; here !== undefined && !kept.has(here);) {
      kept.add(here);
      here = here.parent === null ? undefined : byId.get(here.parent);
    }
  }
  return all.filter((line) => kept.has(line));
}

function withDraft(edition: Drawn['edition'], draft: RowDraft | null): Drawn['edition'] {
  const worth = draft?.worth === undefined ? null : readWorth(draft.worth);
  if (worth === null) return edition;
  const nodes = edition.nodes.map((node) => (node.code === draft?.id ? { ...node, ...worth } : node));
  return { ...edition, nodes };
}

/** The fields that were typed and differ; null where the points are no number. */
function fieldsOf(draft: RowDraft, node: NodeLine['node'] | undefined): Record<string, unknown> | null {
  if (node === undefined) return {};
  const fields: Record<string, unknown> = {};
  if (draft.code !== undefined && draft.code.trim() !== node.code) fields['code'] = draft.code.trim();
  if (draft.title !== undefined && draft.title.trim() !== node.title) fields['title'] = draft.title.trim();
  if (draft.worth !== undefined && draft.worth.trim() !== worthText(node)) {
    const worth = readWorth(draft.worth);
    if (worth === null) return null;
    Object.assign(fields, worth);
  }
  for (const cell of ['methods', 'responsible'] as const) {
    const names = draft[cell] === undefined ? null : namesIn(draft[cell]);
    if (names !== null && String(names) !== String(node[cell])) fields[cell] = names;
  }
  return fields;
}
