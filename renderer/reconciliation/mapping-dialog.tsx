import { Select, Table } from '@mantine/core';
import { useState } from 'react';
import {
  type StatementColumn,
  statementColumns,
  type StatementMapping,
  type StatementSide,
} from '../../shared/contract/statement.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Trouble } from '../components/trouble.tsx';
import css from './reconciliation.module.css';

interface MappingDialogProps {
  readonly side: StatementSide;
  readonly sourceName: string;
  readonly fileToken: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const columns = Object.entries(statementColumns) as [StatementColumn, string][];
const needed: ReadonlySet<StatementColumn> = new Set(['day', 'total']);

/** The beginning of the file, and which heading stands for what; kept for every later file of the source. */
export function MappingDialog({ side, sourceName, fileToken, onDone, onClose }: MappingDialogProps) {
  const client = useClient();
  const act = useAct();
  const peeked = useAnswer('reconciliation.peek', { fileToken });
  const [typed, setTyped] = useState<StatementMapping['columns']>({});
  const [unit, setUnit] = useState<StatementMapping['unit']>('yuan');
  const rows = peeked.value?.rows ?? [];
  const headings = [...new Set(rows.slice(0, 10).flat())].filter((heading) => heading !== '');
  const chosen = { ...peeked.value?.found, ...typed };
  const save = () =>
    act.run(async () => {
      const kept = Object.fromEntries(Object.entries(chosen).filter(([, heading]) => heading !== ''));
      await client.request('reconciliation.setMapping', {
        side,
        sourceName,
        mapping: { columns: kept, unit },
      });
      onDone();
    });
  return (
    <FormDialog
      title={`列对应：${sourceName}`}
      size="70rem"
      act={act}
      submitLabel="保存，重新收下"
      onSubmit={save}
      onClose={onClose}
    >
      <Trouble refusal={peeked.refusal} />
      <Beginning rows={rows} />
      <div className={css['columns']}>
        <ColumnFields
          chosen={chosen}
          headings={headings}
          onChange={(more) => setTyped({ ...typed, ...more })}
        />
        <Select
          label="金额单位"
          allowDeselect={false}
          value={unit}
          data={[
            { value: 'yuan', label: '元' },
            { value: 'fen', label: '分' },
          ]}
          onChange={(value) => setUnit(value === 'fen' ? 'fen' : 'yuan')}
        />
      </div>
    </FormDialog>
  );
}

function Beginning({ rows }: { rows: readonly (readonly string[])[] }) {
  return (
    <div className={css['peek']}>
      <Table>
        <Table.Tbody>
          {rows.slice(0, 6).map((cells, index) => (
            // Rows of a file have no names of their own.
            // oxlint-disable-next-line react/no-array-index-key
            <Table.Tr key={index}>
              {cells.map((cell, place) => (
                // oxlint-disable-next-line react/no-array-index-key
                <Table.Td key={place}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface ColumnFieldsProps {
  readonly chosen: StatementMapping['columns'];
  readonly headings: readonly string[];
  readonly onChange: (more: StatementMapping['columns']) => void;
}

/** Which heading each of our columns is. */
function ColumnFields({ chosen, headings, onChange }: ColumnFieldsProps) {
  return columns.map(([key, title]) => (
    <Select
      key={key}
      label={title}
      required={needed.has(key)}
      searchable
      openOnFocus={false}
      clearable
      placeholder="没有这一列"
      value={chosen[key] ?? null}
      data={[...headings]}
      onChange={(value) => onChange({ [key]: value ?? '' })}
    />
  ));
}
