import { SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { controlTitles } from '../../shared/contract/report-titles.ts';
import { type ControlFigure, controlFigures, type ControlTargets } from '../../shared/contract/reports.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';
import { DocumentFields } from './document-fields.tsx';
import css from './reports.module.css';
import { amountText, shareText, typedAmount, typedShare } from './typed-targets.ts';

interface TargetsDialogProps {
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The hospital's own targets with the document that sets them; they count from a day on. */
export function TargetsDialog(props: TargetsDialogProps) {
  const { value } = useAnswer('reports.targets', {});
  return value === undefined ? null : <TargetsForm {...props} before={value.targets} />;
}

type Typed = Record<ControlFigure, string>;

const labels: Record<ControlFigure, string> = {
  out_of_catalogue_share: `${controlTitles.out_of_catalogue_share}不超过（%）`,
  actual_share: `${controlTitles.actual_share}不低于（%）`,
  in_scope_share: `${controlTitles.in_scope_share}不低于（%）`,
  treated_in_county: `${controlTitles.treated_in_county}不低于（%）`,
  above_yearly_cap: '全年个人负担封顶（元）',
};

function TargetsForm({
  today,
  before,
  onDone,
  onClose,
}: TargetsDialogProps & { readonly before: ControlTargets | null }) {
  const client = useClient();
  const act = useAct();
  const [document, setDocument] = useState(before?.document ?? '');
  const [fromDay, setFromDay] = useState(today);
  const [typed, setTyped] = useState<Typed>({
    out_of_catalogue_share: shareText(before?.outOfCatalogueAtMost ?? null),
    actual_share: shareText(before?.actualAtLeast ?? null),
    in_scope_share: shareText(before?.inScopeAtLeast ?? null),
    treated_in_county: shareText(before?.treatedInCountyAtLeast ?? null),
    above_yearly_cap: amountText(before?.yearlyCapFen ?? null),
  });
  const save = () =>
    act.run(async () => {
      await client.request('reports.setTargets', {
        fromDay: dayOf(fromDay),
        targets: targetsOf(typed, document),
      });
      onDone();
    });
  return (
    <FormDialog title="控制指标的目标" act={act} submitLabel="保存" onSubmit={save} onClose={onClose}>
      <p className={css['soft']}>不填的按启用的政策；政策也没有的，没有目标。全部清空就回到政策。</p>
      <SimpleGrid cols={2}>
        <DocumentFields
          document={document}
          onDocument={setDocument}
          fromDay={fromDay}
          onFromDay={setFromDay}
        />
        {controlFigures.map((figure) => (
          <TextInput
            key={figure}
            label={labels[figure]}
            value={typed[figure]}
            onChange={(event) => setTyped({ ...typed, [figure]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
    </FormDialog>
  );
}

/** Null where nothing is typed at all. */
function targetsOf(typed: Typed, document: string): ControlTargets | null {
  if (Object.values(typed).every((text) => text.trim() === '')) return null;
  const share = (figure: ControlFigure) => typedShare(typed[figure], labels[figure]);
  return {
    document: document.trim(),
    outOfCatalogueAtMost: share('out_of_catalogue_share'),
    actualAtLeast: share('actual_share'),
    inScopeAtLeast: share('in_scope_share'),
    treatedInCountyAtLeast: share('treated_in_county'),
    yearlyCapFen: typedAmount(typed.above_yearly_cap, labels.above_yearly_cap),
  };
}
