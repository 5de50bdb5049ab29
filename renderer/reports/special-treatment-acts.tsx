import { Button, Group, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MadeTable } from '../../shared/contract/reports.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import { printPaper } from '../payment/print-paper.ts';
import css from './reports.module.css';
import { SavePdfButton } from './save-pdf-button.tsx';
import { SaveButton } from './statistics-acts.tsx';

const usual = { paper: null, printer: null };
const papers = [
  { kind: 'special_treatment_table', title: '月报表' },
  { kind: 'special_treatment_register', title: '台账' },
] as const;

interface SpecialTreatmentActsProps {
  readonly role: Role;
  readonly today: string;
  readonly month: string;
  readonly made: MadeTable | null;
  readonly onChanged: () => void;
}

/** Save, make and print both papers, write down that it was sent. */
export function SpecialTreatmentActs({ role, today, month, made, onChanged }: SpecialTreatmentActsProps) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const [sends, setSends] = useState(false);
  const print = () =>
    act.run(async () => {
      const { reportId, number } = await client.request('reports.makeSpecialTreatment', { month });
      onChanged();
      const table = await printPaper(client, 'special_treatment_table', reportId, usual);
      const register = await printPaper(client, 'special_treatment_register', reportId, usual);
      const same = table.sentence === register.sentence;
      setSaid(
        same
          ? `${number} 月报表和台账：${table.sentence}`
          : `${number} 月报表：${table.sentence}台账：${register.sentence}`,
      );
    });
  const mayMake = mayAsk(role, 'reports.makeSpecialTreatment');
  return (
    <div className={css['acts']}>
      <Group gap="xs">
        <SaveButton asked={{ what: 'special_treatment', month }} act={act} onSaid={setSaid} />
        {made !== null && (
          <SavePdfButton
            papers={papers}
            reportId={made.reportId}
            number={made.number}
            act={act}
            onSaid={setSaid}
          />
        )}
        {mayMake && made !== null && made.sending === null && (
          <Button size="compact-md" variant="default" onClick={() => setSends(true)}>
            登记上报
          </Button>
        )}
        {mayMake && (
          <Button size="compact-md" loading={act.waiting} onClick={print}>
            {made === null ? '制表打印' : '重新制表打印'}
          </Button>
        )}
      </Group>
      <span>{madeWords(made)}</span>
      {said !== undefined && <span role="status">{said}</span>}
      <Trouble refusal={act.refusal} />
      {made !== null && sends && (
        <SendingDialog
          reportId={made.reportId}
          today={today}
          onDone={() => (setSends(false), onChanged())}
          onClose={() => setSends(false)}
        />
      )}
    </div>
  );
}

function madeWords(made: MadeTable | null): string {
  if (made === null) return '还没有制表';
  const changed = made.isSame ? '' : '，此后数字有变';
  const table = `${made.number} ${formatInstant(made.madeAt)} ${made.madeByName} 制表${changed}`;
  const { sending } = made;
  if (sending === null) return `${table}，还没有登记上报`;
  return `${table}；${sending.sentOn} 由 ${sending.byName} 通过${sending.way}上报`;
}

interface SendingDialogProps {
  readonly reportId: string;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function SendingDialog({ reportId, today, onDone, onClose }: SendingDialogProps) {
  const client = useClient();
  const act = useAct();
  const [sentOn, setSentOn] = useState(today);
  const [way, setWay] = useState('全国健康扶贫动态管理系统');
  const save = () =>
    act.run(async () => {
      await client.request('reports.sent', { reportId, sentOn: dayOf(sentOn), way });
      onDone();
    });
  return (
    <FormDialog title="登记上报" act={act} submitLabel="登记" onSubmit={save} onClose={onClose}>
      <SimpleGrid cols={2}>
        <DayField label="上报日期" value={sentOn} onChange={setSentOn} />
        <TextInput
          label="通过什么上报"
          required
          data-autofocus
          value={way}
          onChange={(event) => setWay(event.currentTarget.value)}
        />
      </SimpleGrid>
    </FormDialog>
  );
}
