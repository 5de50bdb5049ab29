import { Button, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import css from './recovery.module.css';

type CentreRecord = RequestOutput<'recovery.centreRecords'>[number];

/** What the centre holds of our stays and this file does not, since a copy was put in place: to be worked off. */
export function CentreRecords({ mayNote }: { mayNote: boolean }) {
  const { value, reload } = useAnswer('recovery.centreRecords', {});
  const [chosen, setChosen] = useState<CentreRecord>();
  if (value === undefined || value.length === 0) return null;
  return (
    <section className={css['rehearsal']} aria-label="中心有、本机没有">
      <h3>中心有、本机没有：{value.length} 笔，待处理</h3>
      <p>换用备份以后，中心还留着这些结算。请按原单重新录入，或与中心核对后撤销，办完记下。</p>
      <div className={css['list']}>
        <Table>
          <Table.Tbody>
            {value.map((record) => (
              <Table.Tr key={record.centreRecordId}>
                <Table.Td>{record.settlementNumber}</Table.Td>
                <Table.Td>住院号 {record.admissionNumber}</Table.Td>
                <Table.Td ta="right">
                  <Amount fen={record.totalFen} />
                </Table.Td>
                <Table.Td ta="right">
                  个人 <Amount fen={record.personalFen} />
                </Table.Td>
                <Table.Td>{record.note}</Table.Td>
                <Table.Td>
                  {mayNote && (
                    <Button variant="default" size="xs" onClick={() => setChosen(record)}>
                      处理
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {chosen !== undefined && (
        <NoteDialog
          record={chosen}
          onDone={() => {
            setChosen(undefined);
            reload();
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </section>
  );
}

interface NoteDialogProps {
  readonly record: CentreRecord;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function NoteDialog({ record, onDone, onClose }: NoteDialogProps) {
  const client = useClient();
  const act = useAct();
  const [text, setText] = useState('');
  const note = (how: 'note' | 'worked_off') =>
    act.run(async () => {
      const { centreRecordId } = record;
      await client.request('recovery.noteCentreRecord', { centreRecordId, act: how, text });
      onDone();
    });
  return (
    <FormDialog
      title={`中心结算 ${record.settlementNumber}`}
      act={act}
      submitLabel="已处理完"
      onSubmit={() => note('worked_off')}
      onClose={onClose}
    >
      <TextInput
        label="怎样处理的"
        required
        maxLength={400}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button variant="subtle" disabled={text.trim() === ''} onClick={() => note('note')}>
        只记一句，还没有处理完
      </Button>
    </FormDialog>
  );
}
