import { NativeSelect, SimpleGrid } from '@mantine/core';
import { useAnswer } from '../app/use-client.ts';
import type { PrintChoice } from './use-desk.ts';

interface PrintChoiceFieldsProps {
  readonly choice: PrintChoice;
  readonly onChange: (choice: PrintChoice) => void;
}

export function PrintChoiceFields({ choice, onChange }: PrintChoiceFieldsProps) {
  const printers = useAnswer('documents.printers', {});
  const usual = printers.value?.find(({ isDefault }) => isDefault)?.name;
  return (
    <SimpleGrid cols={2}>
      <NativeSelect
        label="纸张"
        value={choice.paper}
        onChange={(event) => onChange({ ...choice, paper: event.currentTarget.value === 'A4' ? 'A4' : 'A5' })}
        data={[
          { value: 'A5', label: 'A5 结算单' },
          { value: 'A4', label: 'A4 结算单，带全部说明' },
        ]}
      />
      <NativeSelect
        label="打印机"
        value={choice.printer ?? ''}
        description={printers.value?.length === 0 ? '没有找到打印机；结算不受影响，可以过后补打' : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => onChange({ ...choice, printer: event.currentTarget.value || null })}
        data={[
          { value: '', label: usual === undefined ? '系统默认' : `系统默认（${usual}）` },
          ...(printers.value ?? []).map(({ name }) => ({ value: name, label: name })),
        ]}
      />
    </SimpleGrid>
  );
}
