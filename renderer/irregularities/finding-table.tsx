import { Button, Group, Table } from '@mantine/core';
import {
  type Irregularity,
  irregularityAnswerTitles,
  irregularityKindTitles,
  type IrregularityState,
} from '../../shared/contract/irregularities.ts';
import { formatInstant } from '../components/moment.ts';
import css from './irregularities.module.css';

interface FindingTableProps {
  readonly findings: readonly Irregularity[];
  readonly state: IrregularityState;
  readonly mayAnswer: boolean;
  readonly mayClose: boolean;
  readonly onOpen: (act: 'answer' | 'close', one: Irregularity) => void;
}

const nothing: Readonly<Record<IrregularityState, string>> = {
  open: '没有待核实的。',
  answered: '没有等着办结的。',
  closed: '还没有办结的。',
  lapsed: '没有查到后又不再成立的。',
};

/** One matter a line, the oldest open one first. */
export function FindingTable({ findings, state, ...acts }: FindingTableProps) {
  if (findings.length === 0) return <p>{nothing[state]}</p>;
  return (
    <div className={css['findings']} tabIndex={0} role="region" aria-label="待核情况的清单">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>类别</Table.Th>
            <Table.Th>患者</Table.Th>
            <Table.Th>情况</Table.Th>
            <Table.Th>答复和办结</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {findings.map((one) => (
            <Row key={one.findingId} one={one} {...acts} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

type RowProps = Omit<FindingTableProps, 'findings' | 'state'> & { readonly one: Irregularity };

function Row({ one, ...acts }: RowProps) {
  const { kind, person, sentence, slipNumbers, foundAt } = one;
  return (
    <Table.Tr>
      <Table.Td className={css['kind']}>
        {irregularityKindTitles[kind]}
        <small>{formatInstant(foundAt)} 查到</small>
      </Table.Td>
      <Table.Td className={css['kind']}>
        {person?.name ?? '—'}
        <small>{person?.maskedIdNumber}</small>
      </Table.Td>
      <Table.Td className={css['sentence']}>
        {sentence}
        {slipNumbers.length > 0 && <small>结算单 {slipNumbers.join('、')}</small>}
      </Table.Td>
      <Table.Td>
        <Said one={one} />
      </Table.Td>
      <Table.Td>
        <Acts one={one} {...acts} />
      </Table.Td>
    </Table.Tr>
  );
}

function Said({ one: { answer, closure } }: { readonly one: Irregularity }) {
  return (
    <>
      {answer !== null && (
        <>
          {irregularityAnswerTitles[answer.answer]}：{answer.words}
          <small>
            {answer.by} {formatInstant(answer.at)}
          </small>
        </>
      )}
      {closure !== null && (
        <>
          办结：{closure.words}
          <small>
            {closure.by} {formatInstant(closure.at)}
          </small>
        </>
      )}
    </>
  );
}

function Acts({ one, mayAnswer, mayClose, onOpen }: RowProps) {
  const label = irregularityKindTitles[one.kind];
  const stands = one.state === 'open' || one.state === 'answered';
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {stands && mayAnswer && (
        <Button
          size="compact-md"
          variant={one.state === 'open' ? 'filled' : 'default'}
          aria-label={`答复 ${label}`}
          onClick={() => onOpen('answer', one)}
        >
          答复
        </Button>
      )}
      {one.state === 'answered' && mayClose && (
        <Button size="compact-md" aria-label={`办结 ${label}`} onClick={() => onOpen('close', one)}>
          办结
        </Button>
      )}
    </Group>
  );
}
