import { Button, Group, Modal, Stack, Table } from '@mantine/core';
import type { IdentificationAct } from '../../shared/contract/identification.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { formatInstant } from '../components/moment.ts';
import { actWords, differenceTitles } from './words.ts';

interface ActDialogProps {
  readonly act: IdentificationAct;
  readonly onClose: () => void;
}

/** One act of identification whole: what stood on the paper beside what the roster said, and the clerk's word on it. */
export function ActDialog({ act, onClose }: ActDialogProps) {
  const { personName, maskedIdNumber, differences, reason, recordedAt, recordedByName } = act;
  return (
    <Modal opened size="lg" title={`${personName} ${maskedIdNumber}`} onClose={onClose}>
      <Stack gap="sm">
        <p>
          {formatInstant(recordedAt)} {recordedByName} {actWords(act)}
        </p>
        {differences.length === 0 ? (
          <p>与名册没有不同。</p>
        ) : (
          <>
            <Table aria-label="不同的地方">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>不同</Table.Th>
                  <Table.Th>证件上</Table.Th>
                  <Table.Th>当时的名册</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {differences.map(({ what, onPaper, known }) => (
                  <Table.Tr key={what}>
                    <Table.Td>{differenceTitles[what]}</Table.Td>
                    <Table.Td>{onPaper}</Table.Td>
                    <Table.Td>{known}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <p>决定是同一人：{reason}</p>
          </>
        )}
        <Group justify="end">
          <Button variant="default" data-autofocus onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
