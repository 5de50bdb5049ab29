import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { Problem } from '../../shared/contract/refusal.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { ChooseSettlements } from './choose-settlements.tsx';
import { EffectReasons } from './effect-reasons.tsx';
import { EffectTable } from './effect-table.tsx';
import { isChangedEffect, keyOf } from './effects.ts';
import { NothingOpen } from './nothing-open.tsx';
import { OptionField } from './option-field.tsx';
import type { Bench } from './use-bench.ts';
import type { BenchPageProps } from './bench-page.ts';
import css from './workbench.module.css';

/** Left the options, right what they do to the chosen cases, at once. */
export function EffectPage({ bench }: BenchPageProps) {
  if (bench.opened === undefined) return <NothingOpen toDo="在这里改选项、看效果" />;
  return <OpenedEffect bench={bench} openedId={bench.opened.openedId} />;
}

function OpenedEffect({ bench, openedId }: { bench: Bench; openedId: string }) {
  const tried = { openedId, options: bench.settledOptions };
  const effect = useAnswer('workbench.effect', { ...tried, settlementIds: [...bench.settlementIds] });
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const [asked, setAsked] = useState<RequestInput<'workbench.explain'>['key']>();
  const effects = effect.value ?? [];
  const changed = effects.filter(isChangedEffect);
  return (
    <div className={css['effect']}>
      <Options bench={bench} problems={effect.refusal?.problems ?? []} />
      <section aria-label="效果" className={css['cases']}>
        <h2>效果</h2>
        <p className={css['state']} role="status">
          <b>
            {effects.length} 个例子，{changed.length} 个有变化
          </b>
          {changed.length === 0 && bench.changed.length === 0 && ' · 左边改一个选项试试'}
        </p>
        <div className={css['row']}>
          <Button size="compact-md" variant="default" onClick={() => setChoosing(true)}>
            选已结算的单子（已选 {bench.settlementIds.length}）
          </Button>
          <Checkbox
            label="只看有变化的"
            checked={onlyChanged}
            onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
          />
          <Waiting what={effect.waiting ? '正在重算……' : undefined} />
        </div>
        <Trouble refusal={effect.refusal} />
        {asked !== undefined && effect.refusal === undefined && (
          <EffectReasons
            tried={tried}
            effectKey={asked}
            title={effects.find(({ key }) => keyOf(key) === keyOf(asked))?.title ?? ''}
            onClose={() => setAsked(undefined)}
          />
        )}
        <EffectTable effects={onlyChanged ? changed : effects} onAsk={setAsked} />
      </section>
      {isChoosing && (
        <ChooseSettlements
          chosen={bench.settlementIds}
          onDone={(settlementIds) => {
            bench.choose(settlementIds);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}

function Options({ bench, problems }: { bench: Bench; problems: readonly Problem[] }) {
  return (
    <form aria-label="选项" className={css['options']} onSubmit={(event) => event.preventDefault()}>
      <h2>选项</h2>
      <p>文件留给县里设定的数。改了立即重算右边的例子；不会影响窗口结算。</p>
      {bench.changed.length > 0 && (
        <Button size="compact-md" variant="default" onClick={bench.restore}>
          恢复到打开时
        </Button>
      )}
      {bench.opened?.options.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          texts={bench.texts[option.name] ?? {}}
          isChanged={bench.changed.includes(option.name)}
          problem={problems.find(({ column }) => column === option.name)?.sentence}
          onChange={(texts) => bench.write(option.name, texts)}
        />
      ))}
    </form>
  );
}
