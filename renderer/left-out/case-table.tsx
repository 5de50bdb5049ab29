import { Button, Group, Table } from '@mantine/core';
import type { LeftOutCase, LeftOutState } from '../../shared/contract/left-out.ts';
import { Amount } from '../components/amount.tsx';
import { formatInstant } from '../components/moment.ts';
import { fen } from '../../shared/money/fen.ts';
import css from './left-out.module.css';
import { answerTitles, causeWords, layerWords } from './words.ts';

interface CaseTableProps {
  readonly cases: readonly LeftOutCase[];
  readonly state: LeftOutState;
  readonly maySettle: boolean;
  readonly mayAnswer: boolean;
  readonly onOpen: (act: 'settle' | 'answer', one: LeftOutCase) => void;
}

const nobody: Readonly<Record<LeftOutState, string>> = {
  open: '没有待办的：查到的人都已享受、重新结算或说明。',
  answered: '还没有用说明了结的。',
  corrected: '还没有重新结算的。',
  lapsed: '没有查到后又不再成立的。',
};

/** One person of a year a line, the oldest open one first. */
export function CaseTable({ cases, state, ...acts }: CaseTableProps) {
  if (cases.length === 0) return <p>{nobody[state]}</p>;
  return (
    <div className={css['cases']} tabIndex={0} role="region" aria-label="查到的人">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>患者</Table.Th>
            <Table.Th>结算</Table.Th>
            <Table.Th>为什么</Table.Th>
            <Table.Th ta="right">个人应付</Table.Th>
            <Table.Th ta="right">应为</Table.Th>
            <Table.Th ta="right">少享</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cases.map((one) => (
            <Row key={one.caseId} one={one} {...acts} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ one, ...acts }: Omit<CaseTableProps, 'cases' | 'state'> & { readonly one: LeftOutCase }) {
  return (
    <Table.Tr>
      <Table.Td>
        {one.personName}
        <small>{one.maskedIdNumber}</small>
      </Table.Td>
      <Table.Td>
        {one.slipNumber}
        <small>
          {one.settledOn}，{one.settlementCount} 笔
        </small>
        {stands(one) && one.isReversed && <small>已撤销，还没有重新结算</small>}
      </Table.Td>
      <Table.Td>
        {causeWords(one)}
        <small>{layerWords(one)}</small>
      </Table.Td>
      <Table.Td ta="right">
        <Amount fen={one.personalBeforeFen} />
      </Table.Td>
      <Table.Td ta="right">
        <Amount fen={one.personalAfterFen} />
      </Table.Td>
      <Table.Td ta="right">
        <b>
          <Amount fen={fen(one.personalBeforeFen - one.personalAfterFen)} />
        </b>
      </Table.Td>
      <Table.Td>
        <Acts one={one} {...acts} />
      </Table.Td>
    </Table.Tr>
  );
}

function stands({ state }: LeftOutCase): boolean {
  return state === 'open' || state === 'answered';
}

function Acts({ one, maySettle, mayAnswer, onOpen }: Parameters<typeof Row>[0]) {
  return (
    <Group gap="xs" justify="flex-end">
      {one.answer !== null && (
        <span>
          {answerTitles[one.answer.answer]}：{one.answer.reason}
          <small>
            {one.answer.by} {formatInstant(one.answer.at)}
          </small>
        </span>
      )}
      {/* What was reversed has nothing to be reversed again: its stay is settled at the desk. */}
      {stands(one) && !one.isReversed && maySettle && (
        <Button
          size="compact-md"
          aria-label={`重新结算 ${one.personName}`}
          onClick={() => onOpen('settle', one)}
        >
          重新结算
        </Button>
      )}
      {stands(one) && mayAnswer && (
        <Button
          size="compact-md"
          variant="default"
          aria-label={`说明 ${one.personName}`}
          onClick={() => onOpen('answer', one)}
        >
          说明
        </Button>
      )}
    </Group>
  );
}
