import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { Statement } from '../../shared/contract/reconciliation.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import { Confirmation } from '../settlement/confirmation.ts';
import { WorkProgress } from './progress.tsx';
import css from './reconciliation.module.css';
import { RunView } from './run-view.tsx';
import { StatementChoice } from './statement-choice.tsx';
import { dayAfter, monthBefore } from './words.ts';

type RunInput = Omit<RequestInput<'reconciliation.run'>, 'requestId'>;

/** Which days, and whose statements: then everything is set side by side. */
export function StartPage({ session, status, active, onGo }: RoomProps) {
  const act = useAct();
  const list = useAnswer('reconciliation.list', {});
  const [span, setSpan] = useState(() => monthBefore(status.today));
  const [centre, setCentre] = useState<Statement>();
  const [hospital, setHospital] = useState<Statement>();
  const [runId, setRunId] = useState<string>();
  const runOnce = useRunning();
  if (runId !== undefined)
    return <RunView {...{ runId, onGo }} role={session.role} onClose={() => setRunId(undefined)} />;
  const days = () => ({ from: dayOf(span.from, '从'), to: dayAfter(dayOf(span.to, '到')) });
  const run = (isUnitConfirmed: boolean) =>
    act.run(async () => {
      const statements = {
        centreStatementId: centre?.statementId ?? null,
        hospitalStatementId: hospital?.statementId ?? null,
        isUnitConfirmed,
      };
      const made = await runOnce({ ...days(), ...statements });
      setRunId(made.runId);
    });
  return (
    <>
      <h2>新对账</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(false);
        }}
      >
        <Group align="end">
          <SpanFields span={span} onChange={setSpan} />
          <Button
            type="submit"
            disabled={centre === undefined && hospital === undefined}
            loading={act.waiting}
          >
            <KeyHint of="Enter" /> 对账
          </Button>
        </Group>
        <div className={css['sides']}>
          <StatementChoice side="centre" chosen={centre} onChoose={setCentre} days={days} />
          <StatementChoice side="hospital" chosen={hospital} onChoose={setHospital} days={days} />
        </div>
      </form>
      <Trouble refusal={act.refusal ?? list.refusal} />
      {act.refusal?.code === 'statement_unit_wrong' && (
        <Group>
          <Button variant="default" onClick={() => run(true)}>
            单位没有错，照样对账
          </Button>
        </Group>
      )}
      <Waiting what={act.waiting ? '正在对账……' : undefined} />
      <WorkProgress active={active} atFirst={list.value?.running ?? null} />
    </>
  );
}

/** One run for each press; a lost answer is asked for again. */
function useRunning() {
  const client = useClient();
  const fresh = () =>
    new Confirmation((requestId, input: RunInput) =>
      client.request('reconciliation.run', { requestId, ...input }),
    );
  const [confirmation, setConfirmation] = useState(fresh);
  return async (input: RunInput): Promise<{ runId: string }> => {
    const made = await confirmation.confirm(input);
    setConfirmation(fresh());
    return made;
  };
}

interface SpanFieldsProps {
  readonly span: { readonly from: string; readonly to: string };
  readonly onChange: (span: SpanFieldsProps['span']) => void;
}

function SpanFields({ span, onChange }: SpanFieldsProps) {
  return (
    <>
      <TextInput
        label="业务日期从"
        autoFocus
        maxLength={20}
        value={span.from}
        onChange={(event) => onChange({ ...span, from: event.currentTarget.value })}
      />
      <TextInput
        label="到（含这一天）"
        maxLength={20}
        value={span.to}
        onChange={(event) => onChange({ ...span, to: event.currentTarget.value })}
      />
    </>
  );
}
