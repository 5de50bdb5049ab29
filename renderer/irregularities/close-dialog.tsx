import {
  type Irregularity,
  irregularityAnswerTitles,
  irregularityKindTitles,
} from '../../shared/contract/irregularities.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';

interface CloseDialogProps {
  readonly one: Irregularity;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Another one than who answered says that it is done. */
export function CloseDialog({ one, onDone, onClose }: CloseDialogProps) {
  const client = useClient();
  const act = useAct();
  const { answer, findingId, kind, sentence } = one;
  const submit = (words: string) =>
    act.run(async () => {
      await client.request('irregularities.close', { findingId, words });
      onDone();
    });
  return (
    <ReasonDialog
      title={`办结：${irregularityKindTitles[kind]}`}
      act={act}
      submitLabel="办结"
      reasonLabel="办结意见"
      onSubmit={submit}
      onClose={onClose}
      before={
        <>
          <p style={{ margin: 0 }}>{sentence}</p>
          {answer !== null && (
            <p style={{ margin: 0 }}>
              答复：{irregularityAnswerTitles[answer.answer]}。{answer.words}（{answer.by}）
            </p>
          )}
        </>
      }
    />
  );
}
