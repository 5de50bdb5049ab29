import { Button, Table } from '@mantine/core';
import type { Effect } from '../../shared/contract/workbench.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import { isChangedEffect, keyOf, payerChanges } from './effects.ts';
import css from './workbench.module.css';

interface EffectTableProps {
  readonly effects: readonly Effect[];
  readonly onAsk: (key: Effect['key']) => void;
}

/** One case a row: who pays something else, and the patient's part before and after. */
export function EffectTable({ effects, onAsk }: EffectTableProps) {
  if (effects.length === 0) return <p>没有可看的例子。</p>;
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>例子</Table.Th>
          <Table.Th ta="right">总费用</Table.Th>
          <Table.Th>谁付的变了</Table.Th>
          <Table.Th ta="right">个人 前</Table.Th>
          <Table.Th ta="right">个人 后</Table.Th>
          <Table.Th ta="right" className={css['short']}>
            差额
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {effects.map((effect) => (
          <EffectRow key={keyOf(effect.key)} effect={effect} onAsk={() => onAsk(effect.key)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function EffectRow({ effect, onAsk }: { effect: Effect; onAsk: () => void }) {
  const { title, totalFen, before, after } = effect;
  const compared = before.refused === null && after.refused === null;
  return (
    <Table.Tr className={isChangedEffect(effect) ? css['changed'] : undefined}>
      <Table.Td className={css['case']}>
        {title}{' '}
        {after.refused === null && (
          <Button size="compact-xs" variant="subtle" aria-label={`为什么 ${title}`} onClick={onAsk}>
            为什么
          </Button>
        )}
      </Table.Td>
      <Table.Td ta="right">{formatYuan(totalFen)}</Table.Td>
      <Table.Td className={css['changes']}>
        {after.refused !== null && `不能结算：${after.refused.sentence}`}
        {after.refused === null && before.refused !== null && '原来不能结算'}
        {compared &&
          payerChanges(effect).map(({ layer, title: payer, beforeFen, afterFen }) => (
            <div key={layer}>
              {payer} {formatYuan(beforeFen)} → {formatYuan(afterFen)}（
              {signed((afterFen - beforeFen) as Fen)}）
            </div>
          ))}
      </Table.Td>
      <Table.Td ta="right">{before.refused === null ? formatYuan(before.personalFen) : '—'}</Table.Td>
      <Table.Td ta="right">{after.refused === null ? formatYuan(after.personalFen) : '—'}</Table.Td>
      <Table.Td ta="right">
        {compared && before.personalFen !== after.personalFen && (
          <b>{signed((after.personalFen - before.personalFen) as Fen)}</b>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** `+1.00`, `−1.00`, `0.00`. */
export function signed(amount: Fen): string {
  return amount > 0 ? `+${formatYuan(amount)}` : formatYuan(amount).replace('-', '−');
}
