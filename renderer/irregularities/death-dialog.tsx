import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';

/** The day on which somebody died, as another office told it; or that an earlier record was wrong. */
export function DeathDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const act = useAct();
  const [idNumber, setIdNumber] = useState('');
  const [day, setDay] = useState('');
  const [source, setSource] = useState('');
  const [isBack, setBack] = useState(false);
  const [done, setDone] = useState<string>();
  const submit = () =>
    act.run(async () => {
      const diedOn = isBack ? null : dayOf(day, '死亡日期');
      const { personName, maskedIdNumber } = await client.request('irregularities.recordDeath', {
        idNumber,
        diedOn,
        source: source.trim(),
      });
      setDone(
        `${personName}（${maskedIdNumber}）${diedOn === null ? '的死亡日期已撤回' : `已登记 ${diedOn}`}`,
      );
      setIdNumber('');
      setDay('');
    });
  return (
    <FormDialog title="登记死亡日期" act={act} submitLabel="登记" onSubmit={submit} onClose={onClose}>
      <p style={{ margin: 0 }}>
        按公安、民政或病历的记载登记。只用来核对之后的费用和结算，不改变任何结算，也不停办窗口的业务。
      </p>
      <TextInput
        label="身份证号"
        required
        data-autofocus
        maxLength={40}
        value={idNumber}
        onChange={(event) => setIdNumber(event.currentTarget.value)}
      />
      {!isBack && <DayField label="死亡日期" value={day} onChange={setDay} />}
      <TextInput
        label="依据"
        placeholder="例如：公安户籍注销、本院死亡记录"
        required
        maxLength={60}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      <Checkbox
        label="以前登记错了，撤回"
        checked={isBack}
        onChange={(event) => setBack(event.currentTarget.checked)}
      />
      {done !== undefined && <span role="status">✓ {done}</span>}
    </FormDialog>
  );
}
