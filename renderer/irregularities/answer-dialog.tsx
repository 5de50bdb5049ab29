import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import {
  type Irregularity,
  type IrregularityAnswer,
  irregularityAnswers,
  irregularityAnswerTitles,
  irregularityKindTitles,
} from '../../shared/contract/irregularities.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';

interface AnswerDialogProps {
  readonly one: Irregularity;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What was found out about a matter. */
export function AnswerDialog({ one, onDone, onClose }: AnswerDialogProps) {
  const client = useClient();
  const act = useAct();
  const [answer, setAnswer] = useState<IrregularityAnswer>('explained');
  const submit = (words: string) =>
    act.run(async () => {
      await client.request('irregularities.answer', { findingId: one.findingId, answer, words });
      onDone();
    });
  return (
    <ReasonDialog
      title={`答复：${irregularityKindTitles[one.kind]}`}
      act={act}
      submitLabel="记下"
      reasonLabel="核实的情况"
      onSubmit={submit}
      onClose={onClose}
      before={
        <>
          <p style={{ margin: 0 }}>{one.sentence}</p>
          <NativeSelect
            label="结果"
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value as IrregularityAnswer)}
            data={irregularityAnswers.map((value) => ({ value, label: irregularityAnswerTitles[value] }))}
          />
        </>
      }
    />
  );
}
