import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { insuranceStateTitles } from '../settlement/titles.ts';
import { TypedFields, type TypedField } from './typed-fields.tsx';

type InsuranceState = RequestInput<'people.registerOrdinary'>['insuranceState'];

const fields = [
  { name: 'idNumber', label: '身份证号', maxLength: 40, required: true },
  { name: 'name', label: '姓名', maxLength: 60, required: true },
  { name: 'region', label: '参保地区划代码（6 位）', maxLength: 6, required: true },
  { name: 'phone', label: '电话', maxLength: 30, placeholder: '可以不填' },
] as const satisfies readonly TypedField[];

interface OrdinaryDialogProps {
  /** What was typed into the search field: a number or a name. */
  readonly typed: string;
  /** From the card that was read. */
  readonly name?: string | undefined;
  readonly onRegistered: (personId: string) => void;
  readonly onClose: () => void;
}

/** A patient whom no roster names, taken in as an ordinary resident by the clerk's explicit choice. */
export function OrdinaryDialog({ typed: searched, name, onRegistered, onClose }: OrdinaryDialogProps) {
  const client = useClient();
  const act = useAct();
  const isNumber = /^[\d０-９]/.test(searched);
  const [insuranceState, setInsuranceState] = useState<InsuranceState>('normal');
  const [typed, setTyped] = useState({
    idNumber: isNumber ? searched : '',
    name: name ?? (isNumber ? '' : searched),
    region: '',
    phone: '',
  });
  const submit = () =>
    act.run(async () => {
      const region = typed.region.normalize('NFKC').trim();
      if (!/^\d{6}$/.test(region)) {
        throw new Refusal('region_wrong', '参保地应填 6 位区划代码，见参保凭证或身份证号前 6 位。');
      }
      const phone = typed.phone.trim() || null;
      const { personId } = await client.request('people.registerOrdinary', {
        ...typed,
        region,
        insuranceState,
        phone,
      });
      onRegistered(personId);
    });
  return (
    <FormDialog title="登记普通居民" act={act} submitLabel="登记" onSubmit={submit} onClose={onClose}>
      <p style={{ margin: 0 }}>
        名册里没有此人。登记后按普通居民结算，只享受基本医保；日后进入名册，可以撤销重算。
      </p>
      <SimpleGrid cols={2} spacing="sm">
        <TypedFields fields={fields} typed={typed} onTyped={setTyped} />
        <NativeSelect
          label="城乡居民医保"
          value={insuranceState}
          data={Object.entries(insuranceStateTitles).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setInsuranceState(event.currentTarget.value as InsuranceState)}
        />
      </SimpleGrid>
    </FormDialog>
  );
}
