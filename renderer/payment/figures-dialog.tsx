import { SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { Trial } from '../../shared/contract/settlements.ts';
import { type Fen, formatYuan, plainYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import css from './payment.module.css';
import { yuanTyped } from '../components/typed-amount.ts';

interface FiguresDialogProps {
  readonly trial: Trial;
  /** They are kept; the trial is made anew and shows both. */
  readonly onStated: () => void;
  readonly onClose: () => void;
}

interface Figure {
  readonly part: string;
  readonly title: string;
  readonly oursFen: Fen;
}

/** What the hospital's system reckons, typed from its screen; blank is not known, all blank withdraws it. */
export function FiguresDialog({ trial, onStated, onClose }: FiguresDialogProps) {
  const client = useClient();
  const act = useAct();
  const figures = figuresOf(trial);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => statedBefore(trial));
  const submit = () =>
    act.run(async () => {
      const read = (part: string) => readFigure(typed[part] ?? '', figures, part);
      const layers = trial.layers.flatMap(({ layer }) => {
        const payFen = read(layer);
        return payFen === null ? [] : [{ layer, payFen }];
      });
      const { stayId } = trial;
      const whole = { totalFen: read('total'), personalFen: read('personal') };
      await client.request('settlements.stateFigures', { stayId, ...whole, layers });
      onStated();
    });
  return (
    <FormDialog
      title="核对收费系统的数"
      act={act}
      submitLabel="记下并核对"
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={css['sentence']}>照收费系统或平台试算画面填，不知道的留空。相差超过 0.10 元会提示。</p>
      <SimpleGrid cols={2} verticalSpacing="xs">
        {figures.map(({ part, title, oursFen }, index) => (
          <TextInput
            key={part}
            label={title}
            description={`本窗口 ${formatYuan(oursFen)}`}
            data-autofocus={index === 0 || undefined}
            inputMode="decimal"
            maxLength={20}
            value={typed[part] ?? ''}
            onChange={(event) => setTyped({ ...typed, [part]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
    </FormDialog>
  );
}

function figuresOf({ cost, layers, personalFen }: Trial): Figure[] {
  return [
    { part: 'total', title: '总费用', oursFen: cost.totalFen },
    ...layers.map(({ layer, title, payFen }) => ({ part: layer, title, oursFen: payFen })),
    { part: 'personal', title: '个人应付', oursFen: personalFen },
  ];
}

function statedBefore({ comparison }: Trial): Record<string, string> {
  return Object.fromEntries(
    (comparison?.lines ?? []).map(({ part, theirsFen }) => [part, plainYuan(theirsFen)]),
  );
}

function readFigure(text: string, figures: readonly Figure[], part: string): Fen | null {
  const typed = yuanTyped(text);
  if (typeof typed !== 'string') return typed ?? null;
  const title = figures.find((figure) => figure.part === part)?.title ?? part;
  throw new Refusal('amount_not_a_number', `${title}：${typed}`);
}
