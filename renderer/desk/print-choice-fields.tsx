import { NativeSelect, SimpleGrid } from '@mantine/core';
import { documentKinds } from '../../shared/contract/documents/document.ts';
import type { DocumentKind } from '../../shared/contract/documents/kind.ts';
import type { DocumentKindDefinition } from '../../shared/contract/documents/kind.ts';
import { type PaperName, paperSchema, paperSizes } from '../../shared/contract/documents/paper.ts';
import { printerOf } from '../../shared/contract/documents/printing.ts';
import { usualPaper } from '../../shared/contract/documents/usual-paper.ts';
import { useAnswer } from '../app/use-client.ts';
import type { PrintChoice } from './use-desk.ts';

interface PrintChoiceFieldsProps {
  readonly kind?: DocumentKind;
  readonly choice: PrintChoice;
  readonly onChange: (choice: PrintChoice) => void;
}

/** Paper and printer of one print; what is set for the window stands first and is named. */
export function PrintChoiceFields({ kind = 'slip', choice, onChange }: PrintChoiceFieldsProps) {
  const printers = useAnswer('documents.printers', {});
  const printing = useAnswer('documents.printing', {}).value ?? [];
  const { papers }: DocumentKindDefinition = documentKinds[kind];
  const usual = usualPaper(printing, kind);
  const set = printerOf(printing, kind, choice.paper ?? usual);
  const standard = printers.value?.find(({ isDefault }) => isDefault)?.name;
  const where = set ?? (standard === undefined ? '系统默认' : `系统默认（${standard}）`);
  return (
    <SimpleGrid cols={2}>
      <NativeSelect
        label="纸张"
        value={choice.paper ?? ''}
        onChange={(event) => onChange({ ...choice, paper: paperOf(event.currentTarget.value) })}
        data={[
          { value: '', label: `按设置（${paperSizes[usual].title}）` },
          ...papers.map((paper) => ({ value: paper, label: paperWords(kind, paper) })),
        ]}
      />
      <NativeSelect
        label="打印机"
        value={choice.printer ?? ''}
        description={printers.value?.length === 0 ? '没有找到打印机；结算不受影响，可以过后补打' : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => onChange({ ...choice, printer: event.currentTarget.value || null })}
        data={[
          { value: '', label: `按设置（${where}）` },
          ...(printers.value ?? []).map(({ name }) => ({ value: name, label: name })),
        ]}
      />
    </SimpleGrid>
  );
}

function paperOf(value: string): PaperName | null {
  return paperSchema.safeParse(value).data ?? null;
}

function paperWords(kind: DocumentKind, paper: PaperName): string {
  const { title } = paperSizes[paper];
  return kind === 'slip' && paper === 'A4' ? `${title}，带全部说明` : title;
}
