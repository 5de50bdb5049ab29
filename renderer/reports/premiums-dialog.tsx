import { SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PremiumTable } from '../../shared/contract/reports.ts';
import {
  eligibilityCategories,
  type EligibilityCategory,
  eligibilityTitles,
} from '../../shared/policy/eligibility.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';
import { DocumentFields } from './document-fields.tsx';
import css from './reports.module.css';
import { amountText, typedAmount } from './typed-targets.ts';

interface PremiumsDialogProps {
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What the county pays for each category a year, with its document; it counts from a day on. */
export function PremiumsDialog(props: PremiumsDialogProps) {
  const { value } = useAnswer('reports.targets', {});
  return value === undefined ? null : <PremiumsForm {...props} before={value.premiums} />;
}

type Typed = Partial<Record<EligibilityCategory, string>>;

const categories = eligibilityCategories.filter((category) => category !== 'ordinary');

function PremiumsForm({
  today,
  before,
  onDone,
  onClose,
}: PremiumsDialogProps & { readonly before: PremiumTable | null }) {
  const client = useClient();
  const act = useAct();
  const [document, setDocument] = useState(before?.document ?? '');
  const [fromDay, setFromDay] = useState(today);
  const [typed, setTyped] = useState<Typed>(() =>
    Object.fromEntries((before?.rows ?? []).map((row) => [row.category, amountText(row.subsidyFen)])),
  );
  const save = () =>
    act.run(async () => {
      await client.request('reports.setPremiums', {
        fromDay: dayOf(fromDay),
        premiums: tableOf(typed, document),
      });
      onDone();
    });
  return (
    <FormDialog title="县里的资助标准" act={act} submitLabel="保存" onSubmit={save} onClose={onClose}>
      <p className={css['soft']}>政策写明资助的，仍按政策。每人每年多少元，没有的不填。</p>
      <SimpleGrid cols={3}>
        <DocumentFields
          document={document}
          onDocument={setDocument}
          fromDay={fromDay}
          onFromDay={setFromDay}
        />
        <span />
        {categories.map((category) => (
          <TextInput
            key={category}
            label={`${eligibilityTitles[category]}（元）`}
            value={typed[category] ?? ''}
            onChange={(event) => setTyped({ ...typed, [category]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
    </FormDialog>
  );
}

/** Null where nothing is typed. */
function tableOf(typed: Typed, document: string): PremiumTable | null {
  const rows = categories.flatMap((category) => {
    const subsidyFen = typedAmount(typed[category] ?? '', eligibilityTitles[category]);
    return subsidyFen === null ? [] : [{ category, subsidyFen }];
  });
  return rows.length === 0 ? null : { document: document.trim(), rows };
}
