import { Button, Table } from '@mantine/core';
import type { FollowUpPatient } from '../../shared/contract/follow-up.ts';
import css from './follow-up.module.css';
import { needTitles, occasionTitles, outcomeTitles } from './words.ts';

interface PatientTableProps {
  readonly patients: readonly FollowUpPatient[];
  readonly which: 'due' | 'needs';
  readonly onCall?: (patient: FollowUpPatient) => void;
}

/** A line for each stay; the longest due first. */
export function PatientTable({ patients, which, onCall }: PatientTableProps) {
  if (patients.length === 0) {
    return <p>{which === 'due' ? '现在没有到期的回访。' : '没有还没解决的需求。'}</p>;
  }
  return (
    <div className={css['patients']} tabIndex={0} role="region" aria-label="回访的人">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>患者</Table.Th>
            <Table.Th>住址、电话</Table.Th>
            <Table.Th>住院</Table.Th>
            <Table.Th>{which === 'due' ? '该回访' : '回访'}</Table.Th>
            <Table.Th>最近一次</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {patients.map((patient) => (
            <Row
              key={`${patient.stayId} ${patient.occasion}`}
              patient={patient}
              {...(onCall && { onCall })}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Row({ patient, onCall }: { patient: FollowUpPatient; onCall?: (patient: FollowUpPatient) => void }) {
  return (
    <Table.Tr>
      <Table.Td>
        {patient.personName}
        <small>{patient.maskedIdNumber}</small>
      </Table.Td>
      <Table.Td>
        {[patient.township, patient.village].filter((part) => part !== null).join(' ') || '—'}
        <small>{patient.maskedPhone ?? '没有电话'}</small>
      </Table.Td>
      <Table.Td>
        {patient.disease}
        <small>
          {patient.dischargedOn} 出院，{patient.department}
        </small>
      </Table.Td>
      <Table.Td>
        {patient.dueOn}
        <small>{occasionTitles[patient.occasion]}</small>
      </Table.Td>
      <Table.Td>
        <LastCall patient={patient} />
      </Table.Td>
      <Table.Td ta="right">
        {onCall !== undefined && (
          <Button
            size="compact-md"
            aria-label={`记回访 ${patient.personName}`}
            onClick={() => onCall(patient)}
          >
            记回访
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function LastCall({ patient: { calls } }: { patient: FollowUpPatient }) {
  const [last] = calls;
  if (last === undefined) return '还没有打过';
  return (
    <>
      {last.calledOn} {outcomeTitles[last.outcome]}
      {last.needs.length > 0 && (
        <div className={css['need']}>
          {last.needs.map((need) => needTitles[need]).join('、')}：{last.needWords}
          {last.hasApplication && '（已提出救助申请）'}
        </div>
      )}
      <small>
        {last.condition} {last.byName}
      </small>
    </>
  );
}
