import { Button, Group, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MadeTable } from '../../shared/contract/special-treatment.ts';
import type { Role } from '../../shared/contract/request.ts';
import type { TreatmentGap } from '../../shared/contract/treatment.ts';
import { mayAsk } from '../app/permission.ts';
import { type Act, useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import { SavePdfButton } from '../reports/save-pdf-button.tsx';
import { SaveButton } from '../reports/statistics-acts.tsx';
import { PackageDialog, packagePapers } from './package-dialog.tsx';
import css from './treatment.module.css';

interface MonthActsProps {
  readonly role: Role;
  readonly today: string;
  readonly month: string;
  readonly gaps: readonly TreatmentGap[];
  readonly made: MadeTable | null;
  readonly onChanged: () => void;
}

/** The one button that makes the package, what leaves it again, and that it was sent. */
export function MonthActs({ role, today, month, gaps, made, onChanged }: MonthActsProps) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const [opened, setOpened] = useState<'sending' | 'package'>();
  const mayMake = mayAsk(role, 'treatment.makePackage');
  const close = () => setOpened(undefined);
  // What is missing is said of today's ledger.
  const begin = () =>
    act.run(async () => {
      await client.request('treatment.examine', {});
      onChanged();
      setOpened('package');
    });
  return (
    <div className={css['acts']}>
      <Group gap="xs">
        {made !== null && <Copies made={made} act={act} onSaid={setSaid} />}
        {mayMake && made !== null && made.sending === null && (
          <Button size="compact-md" variant="default" onClick={() => setOpened('sending')}>
            登记上报
          </Button>
        )}
        {mayMake && (
          <Button size="compact-md" loading={act.waiting} onClick={begin}>
            {made === null ? '办理上报包' : '重新办理上报包'}
          </Button>
        )}
      </Group>
      <span>{madeWords(made)}</span>
      {said !== undefined && <span role="status">{said}</span>}
      <Trouble refusal={act.refusal} />
      {opened === 'package' && (
        <PackageDialog
          month={month}
          gaps={gaps}
          onMade={onChanged}
          onDone={(sentence) => (close(), setSaid(sentence), onChanged())}
          onClose={close}
        />
      )}
      {made !== null && opened === 'sending' && (
        <SendingDialog
          reportId={made.reportId}
          today={today}
          onDone={() => (close(), onChanged())}
          onClose={close}
        />
      )}
    </div>
  );
}

interface CopiesProps {
  readonly made: MadeTable;
  readonly act: Act;
  readonly onSaid: (sentence: string | undefined) => void;
}

/** What leaves of a package that was made: again, each time with a second person. */
function Copies({ made: { reportId, number }, act, onSaid }: CopiesProps) {
  return (
    <>
      <SaveButton asked={{ what: 'special_treatment', reportId }} act={act} onSaid={onSaid} />
      <SavePdfButton papers={packagePapers} reportId={reportId} number={number} act={act} onSaid={onSaid} />
    </>
  );
}

function madeWords(made: MadeTable | null): string {
  if (made === null) return '还没有办理';
  const { number, madeAt, madeByName, signatures, isSame, reason, sending } = made;
  const second = signatures === null ? '' : `、${signatures.secondName}复核`;
  const because = reason === null ? '' : `，缺项说明：${reason}`;
  const changed = isSame ? '' : '，此后数字有变';
  const table = `${number} ${formatInstant(madeAt)} ${madeByName}制表${second}${because}${changed}`;
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
