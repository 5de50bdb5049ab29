import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { TreatmentGap } from '../../shared/contract/treatment.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { printPaper } from '../payment/print-paper.ts';
import { Gaps } from './gaps.tsx';
import css from './treatment.module.css';

/** The papers of a package, in the order in which they are printed and saved. */
export const packagePapers = [
  { kind: 'special_treatment_table', title: '月报表' },
  { kind: 'special_treatment_register', title: '台账' },
  { kind: 'special_treatment_patients', title: '对象名单' },
] as const;

const usual = { paper: null, printer: null };

type Made = RequestOutput<'treatment.makePackage'>;

interface PackageDialogProps {
  readonly month: string;
  readonly gaps: readonly TreatmentGap[];
  /** It is made and signed; paper and file follow. */
  readonly onMade: () => void;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** One button: what is missing, two signatures, then table, register and list are printed and the file is saved. */
export function PackageDialog({ month, gaps, onMade, onDone, onClose }: PackageDialogProps) {
  const client = useClient();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  // A printer that fails or a full disk asks for paper and file again, not for a second package.
  const [signed, setSigned] = useState<Made>();
  const sign = async (): Promise<Made> => {
    const given = reason.trim() === '' ? null : reason;
    const made = await client.request('treatment.makePackage', { month, reason: given, secondPerson });
    setSigned(made);
    onMade();
    return made;
  };
  const open = gaps.filter(({ needsReason }) => needsReason);
  const submit = () =>
    act.run(async () => {
      const made = signed ?? (await sign());
      const printed: string[] = [];
      for (const { kind, title } of packagePapers) {
        const { sentence } = await printPaper(client, kind, made.reportId, usual);
        printed.push(`${title}：${sentence}`);
      }
      const report = { what: 'special_treatment', reportId: made.reportId } as const;
      const file = await client.request('reports.save', { report, secondPerson });
      const saved = file === null ? '表格没有导出，可以再按“导出 XLSX”。' : `✓ 已保存 ${file.fileName}`;
      onDone(`${made.number} 已办理。${printed.join('')}${saved}`);
    });
  return (
    <FormDialog
      title={`办理 ${month} 上报包`}
      size="46rem"
      act={act}
      submitLabel="签名、打印并导出"
      onSubmit={submit}
      onClose={onClose}
    >
      <Gaps gaps={gaps} label="缺项" />
      {open.length > 0 && (
        <TextInput
          label="缺项说明"
          description="补不齐的，写明原因；印在月报表上，以后补齐的自动列入下月补报"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <p className={css['soft']}>
        您是制表人，另一人复核。办理后打印月报表、台账、对象名单，并导出一份
        XLSX；里面有患者的资料，末尾写着谁在几时导出。
      </p>
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
