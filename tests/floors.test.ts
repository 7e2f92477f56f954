import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/** Which floors each floor may import from. An arrow that is not drawn here does not exist. */
const ARROWS: Record<string, string[]> = {
  domain: [],
  contract: ['domain'],
  storage: ['domain'],
  papers: ['domain'],
  usecases: ['domain', 'contract', 'storage', 'papers'],
  ui: ['domain', 'contract'],
  server: ['domain', 'contract', 'storage', 'usecases'],
  console: ['domain', 'contract', 'ui'],
  testkit: ['domain', 'contract', 'storage', 'papers', 'usecases', 'server'],
};

/** Rooms in street order: a room may import only rooms to its left. */
const STREET = [
  'kernel',
  'organisation',
  'access',
  'places',
  'assessment',
  'campaign',
  'tasks',
  'intake',
  'scoring',
  'recount',
  'ranking',
];

interface SourceFile {
  path: string;
  floor: string;
  imports: { from: string; typeOnly: boolean }[];
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('/fixtures/');

function sources(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(node_modules|dist)\//.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      const found = [
        ...text.matchAll(
          /^\s*(?:import|export)\s+(type\s)?[^;'"]*?from\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm,
        ),
      ];
      const imports = found.map((match) => ({
        from: match[2] ?? match[3] ?? match[4] ?? '',
        typeOnly: match[1] !== undefined,
      }));
      const name = relative(ROOT, path);
      return { path: name, floor: name.split('/')[0] ?? '', imports };
    });
}

const FILES = Object.keys(ARROWS).flatMap((floor) => sources(join(ROOT, floor)));

describe('floors', () => {
  test('no import runs against the drawing', () => {
    const wrong = FILES.filter((file) => !isTest(file.path)).flatMap((file) =>
      file.imports
        .map(({ from }) => /^@tongchuang\/([^/]+)/.exec(from)?.[1])
        .filter((to) => to !== undefined && to !== file.floor && !ARROWS[file.floor]?.includes(to))
        .map((to) => `${file.path} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no relative import leaves its floor', () => {
    const wrong = FILES.flatMap((file) =>
      file.imports
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => ({ path: file.path, to: relative(ROOT, join(ROOT, file.path, '..', from)) }))
        .filter(({ path, to }) => to.split('/')[0] !== path.split('/')[0])
        .map(({ path, to }) => `${path} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test('the domain depends on nothing, and has neither clock nor chance', () => {
    const domain = FILES.filter((file) => file.floor === 'domain' && !isTest(file.path));
    const foreign = domain.flatMap((file) =>
      file.imports.filter(({ from }) => !from.startsWith('.')).map(({ from }) => `${file.path}: ${from}`),
    );
    const clocks = domain.filter((file) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|\bfetch\(/.test(
        readFileSync(join(ROOT, file.path), 'utf8'),
      ),
    );
    expect(foreign).toEqual([]);
    expect(clocks.map((file) => file.path)).toEqual([]);
  });

  test('each manifest names the packages that its floor uses, and no others of the house', () => {
    for (const [floor, allowed] of Object.entries(ARROWS)) {
      const manifest = JSON.parse(readFileSync(join(ROOT, floor, 'package.json'), 'utf8')) as Record<
        string,
        Record<string, string>
      >;
      const named = Object.keys({
        ...manifest['dependencies'],
        ...manifest['devDependencies'],
        ...manifest['optionalDependencies'],
      });
      const own = named
        .filter((name) => name.startsWith('@tongchuang/'))
        .map((name) => name.slice('@tongchuang/'.length));
      expect(
        own.filter((name) => !allowed.includes(name)),
        floor,
      ).toEqual([]);
      const used = FILES.filter((file) => file.floor === floor && !isTest(file.path)).flatMap((file) =>
        file.imports.map(({ from }) => from),
      );
      const packages = new Set(
        used
          .filter((from) => !/^(\.|node:|virtual:)/.test(from))
          .map((from) =>
            from
              .split('/')
              .slice(0, from.startsWith('@') ? 2 : 1)
              .join('/'),
          ),
      );
      const missing = [...packages].filter(
        (name) => !named.includes(name) && name !== 'vitest' && name !== 'fast-check',
      );
      expect(missing, `${floor}/package.json`).toEqual([]);
    }
  });
});

describe('rooms', () => {
  test('a room of the domain imports only rooms to its left', () => {
    const wrong = FILES.filter((file) => file.floor === 'domain' && !isTest(file.path)).flatMap((file) => {
      const room = file.path.split('/')[1] ?? '';
      return file.imports
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => relative(ROOT, join(ROOT, file.path, '..', from)).split('/')[1] ?? '')
        .filter((to) => to !== room && STREET.indexOf(to) >= STREET.indexOf(room))
        .map((to) => `${file.path} imports ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  test('rooms of storage do not import each other', () => {
    const shared = ['audit'];
    const wrong = FILES.filter((file) => file.floor === 'storage' && !isTest(file.path)).flatMap((file) => {
      const [, room = '', inner] = file.path.split('/');
      if (!inner) return [];
      return file.imports
        .filter(({ from }) => from.startsWith('../') && from.split('/').length > 2)
        .map(({ from }) => relative(ROOT, join(ROOT, file.path, '..', from)).split('/')[1] ?? '')
        .filter((to) => to !== room && !shared.includes(to))
        .map((to) => `${file.path} imports ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  test('use cases do not call use cases', () => {
    const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
    const actsIn = (path: string) =>
      [...textOf(path).matchAll(/^export const (\w+) = (?:act|view)\(/gm)].map((match) => match[1] ?? '');
    const files = FILES.filter((file) => file.floor === 'usecases' && !isTest(file.path)).map(
      (file) => file.path,
    );
    const wrong = files.flatMap((path) =>
      [...textOf(path).matchAll(/import \{([^}]+)\} from '\.\/([\w-]+\.ts)'/g)].flatMap(
        ([, names = '', from = '']) => {
          const acts = new Set(actsIn(`usecases/${from}`));
          const taken = names.split(',').map((name) => name.trim().replace(/ as .*/, ''));
          return taken.filter((name) => acts.has(name)).map((name) => `${path} takes ${name} from ${from}`);
        },
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('no file is a catch-all drawer, and no file hands on another', () => {
    const drawers = FILES.filter(({ path }) =>
      /(^|\/)(utils?|helpers?|common|manager|service|misc|v2)(\/|\.)/.test(path),
    );
    const barrels = FILES.filter(({ path }) => /(^|\/)index\.tsx?$/.test(path));
    expect([...drawers, ...barrels].map(({ path }) => path)).toEqual([]);
  });

  test('files that import each other in a circle do not exist', () => {
    const byPath = new Map(FILES.map((file) => [file.path, file]));
    const goesTo = (file: SourceFile) =>
      file.imports.flatMap(({ from }) => {
        const floor = /^@tongchuang\/([^/]+)\/(.+)$/.exec(from);
        const to = floor
          ? `${floor[1]}/${floor[2]}`
          : from.startsWith('.')
            ? relative(ROOT, join(ROOT, file.path, '..', from))
            : '';
        return byPath.has(to) ? [to] : [];
      });
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (path: string, trail: string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of goesTo(byPath.get(path)!)) walk(next, [...trail, path]);
      done.add(path);
    };
    for (const path of byPath.keys()) walk(path, []);
    expect(circles).toEqual([]);
  });

  test('a file above 400 lines says why in its first line', () => {
    const silent = FILES.filter(({ path }) => !path.endsWith('storage/schema.ts')).filter(({ path }) => {
      const lines = readFileSync(join(ROOT, path), 'utf8').split('\n');
      return lines.length > 400 && !/^(\/\/|\/\*)/.test(lines[0] ?? '');
    });
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
