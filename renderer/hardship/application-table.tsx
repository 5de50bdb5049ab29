import { Button, Group, Table } from '@mantine/core';
import type { HardshipApplication } from '../../shared/contract/hardship.ts';
import css from './hardship.module.css';
import { applicationName, mayTopUp, stateWords } from './words.ts';

export type ApplicationAct = 'print' | 'step' | 'topUp';

interface ApplicationTableProps {
  readonly applications: readonly HardshipApplication[];
  /** Not where all are of one person. */
  readonly namesPerson: boolean;
  readonly empty: string;
  readonly mayAct: boolean;
  readonly onAct: (act: ApplicationAct, application: HardshipApplication) => void;
}

/** One application a line, with where it stands and what may be done about it. */
export function ApplicationTable({ applications, namesPerson, empty, mayAct, onAct }: ApplicationTableProps) {
  if (applications.length === 0) return <p>{empty}</p>;
  return (
    <div className={css['rows']} tabIndex={0} role="region" aria-label="救助申请">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {namesPerson && <Table.Th>患者</Table.Th>}
            <Table.Th>申请什么</Table.Th>
            <Table.Th>原因</Table.Th>
            <Table.Th>结果</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {applications.map((one) => (
            <Table.Tr key={one.applicationId}>
              {namesPerson && (
                <Table.Td>
                  {one.personName}
                  <small>{one.maskedIdNumber}</small>
                </Table.Td>
              )}
              <Table.Td>
                {applicationName(one)}
                <small>
                  {one.number}，结算单 {one.slipNumber}
                </small>
              </Table.Td>
              <Table.Td>{one.reason}</Table.Td>
              <Table.Td>{stateWords(one)}</Table.Td>
              <Table.Td>{mayAct && <Acts one={one} onAct={onAct} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Acts({ one, onAct }: Pick<ApplicationTableProps, 'onAct'> & { readonly one: HardshipApplication }) {
  const of = `${one.personName} ${one.number}`;
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      {mayTopUp(one) && (
        <Button size="compact-md" aria-label={`补助结算 ${of}`} onClick={() => onAct('topUp', one)}>
          补助结算
        </Button>
      )}
      {one.openDays !== null && (
        <Button
          size="compact-md"
          variant="default"
          aria-label={`记结果 ${of}`}
          onClick={() => onAct('step', one)}
        >
          记结果
        </Button>
      )}
      <Button
        size="compact-md"
        variant="default"
        aria-label={`补打申请表 ${of}`}
        onClick={() => onAct('print', one)}
      >
        补打
      </Button>
    </Group>
  );
}
