import { useState, type ReactNode } from 'react';
import { answerReply, replyFile, saveReply, type Round } from '@tongchuang/contract/rounds.ts';
import { explainScore, type Explanation } from '@tongchuang/contract/scores.ts';
import type { FileHash } from '@tongchuang/domain/kernel/ids.ts';
import { paperSentence, type Reason } from '@tongchuang/domain/scoring/reason-words.ts';
import { addressOf } from '@tongchuang/ui/call.ts';
import { Loaded } from '@tongchuang/ui/loaded.tsx';
import { locale, t } from '@tongchuang/ui/locale/locale.ts';
import { tell } from '@tongchuang/ui/pieces/toasts.tsx';
import { sayInstant } from '@tongchuang/ui/speech.ts';
import { useAct, useCall } from '@tongchuang/ui/use-call.ts';
import { ActForm, orNull } from '../pieces/act-form.tsx';
import { EvidenceField, FileLinks, type NamedFile } from '../pieces/evidence.tsx';
import { useMay } from '../shell/me.tsx';
import type { ReplyLine } from './reply-line.ts';
import { ROUND_CHANGES, pointsWord } from './words.ts';

interface ReplyDrawerProps {
  round: Round;
  line: ReplyLine;
}

/** One mark of one unit: why it is so, what the unit says to it, and the answer. */
export function ReplyDrawer({ round, line }: ReplyDrawerProps): ReactNode {
  const enters = useMay('score.enter');
  const manages = round.open.includes('manage');
  const { reply } = line;
  const mayReply = enters && round.stage === 'reply';
  const mayAnswer =
    manages && reply?.stance === 'disagree' && (round.stage === 'reply' || round.stage === 'settling');
  return (
    <>
      <h3>
        <span className="tc-desk-code">{line.code}</span> {line.title}
      </h3>
      <p className="tc-quiet tc-round-sheet">{line.unit}</p>
      <Why round={round} line={line} />
      {reply !== null && (
        <section className="tc-round-sheet">
          <h3>{reply.stance === 'agree' ? t('rounds.reply_agree') : t('rounds.stance_disagree')}</h3>
          {reply.text !== null && <p className="tc-said">{reply.text}</p>}
          <Files round={round} line={line} />
          <p className="tc-quiet">
            {reply.by} {sayInstant(reply.at)}
          </p>
          {reply.answer !== null && (
            <div className="tc-notice">
              <b>{t(`rounds.reply_${reply.answer.outcome}`)}</b>
              <p className="tc-said">{reply.answer.text}</p>
              <p className="tc-quiet">
                {reply.answer.by} {sayInstant(reply.answer.at)}
              </p>
            </div>
          )}
        </section>
      )}
      {mayReply && <ReplyForm round={round} line={line} />}
      {mayAnswer && <AnswerForm round={round} line={line} />}
    </>
  );
}

/** The points, and the sentence of the engine: 扣0.36分：3个点位…. */
function Why({ round, line }: ReplyDrawerProps): ReactNode {
  const why = useCall(explainScore, {
    params: { id: round.id, code: line.code },
    query: { unitId: line.unitId },
  });
  return (
    <Loaded of={why} lines={2}>
      {(found) => (
        <section className="tc-desk-rule">
          <p>
            <b>{pointsWord(found.node.points)}</b> / {pointsWord(found.node.max)} {t('rounds.points_unit')}
          </p>
          <p>{(locale.get() === 'en' ? inEnglish(found) : found.sentence) ?? t('rounds.nothing_lost')}</p>
          {found.ruleText !== null && <p className="tc-quiet">{found.ruleText}</p>}
          <p>
            <a href={`/rounds/${round.id}/score?unit=${line.unitId}&open=${line.code}`}>
              {t('rounds.to_explanation')}
            </a>
          </p>
        </section>
      )}
    </Loaded>
  );
}

const inEnglish = ({ sentence, reasons }: Explanation): string | null =>
  sentence === null ? null : paperSentence(reasons as unknown as Reason[], 'en');

const Files = ({ round, line }: ReplyDrawerProps): ReactNode => (
  <FileLinks
    files={line.reply?.files ?? []}
    address={(sha256) =>
      addressOf(replyFile, { id: round.id, unitId: line.unitId, criterion: line.code, sha256 })
    }
  />
);

/** 同意或不同意; a disagreement says why, with counter-evidence. */
function ReplyForm({ round, line }: ReplyDrawerProps): ReactNode {
  const [stance, setStance] = useState<'agree' | 'disagree' | ''>(line.reply?.stance ?? '');
  const [text, setText] = useState(line.reply?.text ?? '');
  const [files, setFiles] = useState<readonly NamedFile[]>(
    (line.reply?.files ?? []).map(({ sha256, name }) => ({ sha256: sha256 as FileHash, name })),
  );
  const act = useAct(saveReply, {
    changes: ROUND_CHANGES,
    onDone: () => tell(t('rounds.reply_sent')),
  });
  const disagrees = stance === 'disagree';
  return (
    <ActForm
      act={act}
      verb={line.reply === null ? t('rounds.reply_do') : t('rounds.reply_again')}
      ready={stance === 'agree' || (disagrees && text.trim() !== '')}
      onSubmit={() =>
        act.mutate({
          params: { id: round.id, unitId: line.unitId, criterion: line.code },
          body: {
            version: line.reply?.version ?? 0,
            stance: stance === 'disagree' ? 'disagree' : 'agree',
            text: orNull(text),
            files: disagrees ? [...files] : [],
          },
        })
      }
    >
      <fieldset>
        <legend>{t('rounds.stance')}</legend>
        {(['agree', 'disagree'] as const).map((one) => (
          <label key={one} className="tc-check">
            <input type="radio" name="stance" checked={stance === one} onChange={() => setStance(one)} />
            <span>{t(`rounds.stance_${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {disagrees && (
        <>
          <label>
            <span>{t('rounds.reply_text')}</span>
            <textarea
              className="tc-input"
              rows={4}
              maxLength={4000}
              required
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <EvidenceField title={t('rounds.reply_files')} files={files} onChange={setFiles} />
        </>
      )}
    </ActForm>
  );
}

/** 答复: the mark stands, or it was changed on the final sheet. */
function AnswerForm({ round, line }: ReplyDrawerProps): ReactNode {
  const [outcome, setOutcome] = useState<'upheld' | 'changed' | ''>(line.reply?.answer?.outcome ?? '');
  const [text, setText] = useState(line.reply?.answer?.text ?? '');
  const act = useAct(answerReply, {
    changes: ROUND_CHANGES,
    onDone: () => tell(t('rounds.answer_sent')),
  });
  return (
    <ActForm
      act={act}
      verb={t('rounds.answer_do')}
      ready={outcome !== '' && text.trim() !== ''}
      onSubmit={() =>
        act.mutate({
          params: { id: round.id, unitId: line.unitId, criterion: line.code },
          body: {
            version: line.reply?.version ?? 0,
            outcome: outcome === 'changed' ? 'changed' : 'upheld',
            text,
          },
        })
      }
    >
      <fieldset>
        <legend>{t('rounds.answer')}</legend>
        {(['upheld', 'changed'] as const).map((one) => (
          <label key={one} className="tc-check">
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
            <span>{t(`rounds.reply_${one}`)}</span>
          </label>
        ))}
      </fieldset>
      {outcome === 'changed' && (
        <p className="tc-notice">
          {t('rounds.answer_changed')}{' '}
          <a href={`/rounds/${round.id}/desk?unit=${line.unitId}&at=${line.code}&sheet=final`}>
            {t('rounds.to_desk')}
          </a>
        </p>
      )}
      <label>
        <span>{t('rounds.answer_text')}</span>
        <textarea
          className="tc-input"
          rows={4}
          maxLength={2000}
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </ActForm>
  );
}
