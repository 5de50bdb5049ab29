import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type LeftOutAnswer, leftOutAnswers, type LeftOutCase } from '../../shared/contract/left-out.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { answerTitles } from './words.ts';

interface AnswerDialogProps {
  readonly one: LeftOutCase;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Why nothing is settled again. */
export function AnswerDialog({ one, onDone, onClose }: AnswerDialogProps) {
  const client = useClient();
  const act = useAct();
  const [answer, setAnswer] = useState<LeftOutAnswer>('not_due');
  const submit = (reason: string) =>
    act.run(async () => {
      await client.request('leftOut.answer', { caseId: one.caseId, answer, reason });
      onDone();
    });
  return (
    <ReasonDialog
      title={`说明 ${one.personName}`}
      act={act}
      submitLabel="记下"
      reasonLabel="查到的情况"
      onSubmit={submit}
      onClose={onClose}
      before={
        <NativeSelect
          label="结果"
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value as LeftOutAnswer)}
          data={leftOutAnswers.map((value) => ({ value, label: answerTitles[value] }))}
        />
      }
    />
  );
}
