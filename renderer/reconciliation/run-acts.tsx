import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Run } from '../../shared/contract/reconciliation.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { formatInstant } from '../components/moment.ts';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { printPaper } from '../payment/print-paper.ts';
import css from './reconciliation.module.css';

interface RunActsProps {
  readonly run: Run;
  readonly role: Role;
  readonly onChanged: () => void;
}

/** What is done with a run as a whole: signed, printed, saved as a table, made again. */
export function RunActs({ run: made, role, onChanged }: RunActsProps) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const [signs, setSigns] = useState(false);
  const { runId, signature } = made;
  const print = () =>
    act.run(async () => {
      const where = { paper: null, printer: null };
      setSaid((await printPaper(client, 'reconciliation_sheet', runId, where, '财务存档')).sentence);
    });
  const repeat = () =>
    act.run(async () => {
      const { isSame } = await client.request('reconciliation.repeat', { runId });
      setSaid(isSame ? '重做一遍，结果完全相同。' : '重做的结果与原来不同，请联系信息科。');
    });
  const offered = [
    ['reconciliation.repeat', '重做核对', repeat],
    ['documents.print', '打印对账单', print],
  ] as const;
  return (
    <section className={css['acts']}>
      <Whose run={made} />
      <Group gap="xs">
        {offered.map(
          ([request, label, run]) =>
            mayAsk(role, request) && (
              <Button key={request} variant="default" loading={act.waiting} onClick={run}>
                {label}
              </Button>
            ),
        )}
        {mayAsk(role, 'reconciliation.save') && (
          <ExportButton
            label="导出表格"
            save={(secondPerson) => client.request('reconciliation.save', { runId, secondPerson })}
            onSaved={(fileName) => setSaid(`已保存：${fileName}`)}
          />
        )}
        {signature === null && mayAsk(role, 'reconciliation.sign') && (
          <Button onClick={() => setSigns(true)}>两人签字</Button>
        )}
      </Group>
      <Waiting what={act.waiting ? '正在办理……' : undefined} />
      {said !== undefined && <p role="status">{said}</p>}
      <Trouble refusal={act.refusal} />
      {signs && (
        <SignDialog
          runId={runId}
          onDone={() => (setSigns(false), onChanged())}
          onClose={() => setSigns(false)}
        />
      )}
    </section>
  );
}

/** Who made it, and who signed it. */
function Whose({ run: { recordedByName, recordedAt, signature } }: { run: Run }) {
  return (
    <span>
      {recordedByName} {formatInstant(recordedAt)} 办理；
      {signature === null ? (
        <b className={css['look']}>未签字</b>
      ) : (
        `${signature.byName}、${signature.secondName} ${formatInstant(signature.at)} 签字`
      )}
    </span>
  );
}

interface SignDialogProps {
  readonly runId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function SignDialog({ runId, onDone, onClose }: SignDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      await client.request('reconciliation.sign', { runId, secondPerson });
      onDone();
    });
  return (
    <FormDialog title="对账签字" act={act} submitLabel="签字" onSubmit={submit} onClose={onClose}>
      <p>两个人为这次对账的结果签字，结果的校验值记入日志；签字后仍可备注和处理差异。</p>
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
