import { Button, Table } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import {
  parameterGroups,
  type ParameterGroup,
  parameterNames,
  parameters,
  type ParameterState,
  parameterWords,
} from '../../shared/contract/parameters.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import css from './admin.module.css';
import { BackupFolderDialog } from './backup-folder-dialog.tsx';
import { ChangeParametersDialog } from './change-parameters-dialog.tsx';

type Changing = ParameterGroup | 'backup_folder';

/** What this hospital sets for itself, by subject; each change is dated and has two people behind it. */
export function ParametersPage({ session, status }: RoomProps) {
  const { value, refusal, reload } = useAnswer('parameters.list', {});
  const [changing, setChanging] = useState<Changing>();
  const close = () => setChanging(undefined);
  const done = () => {
    close();
    reload();
  };
  const mayChange = mayAsk(session.role, 'parameters.change');
  return (
    <>
      <h2>本院参数</h2>
      <p className={css['state']}>
        什么时候提醒、什么时候停下、备份留多少。更改要另一人复核，从所填的日子起算。
      </p>
      <Trouble refusal={refusal} />
      {value !== undefined &&
        parameterGroups.map((group, position) => (
          <Group
            key={group}
            group={group}
            state={value}
            autoFocus={position === 0}
            onChange={mayChange ? setChanging : undefined}
          />
        ))}
      {value !== undefined && changing === 'backup_folder' && (
        <BackupFolderDialog folder={value.backupSecondFolder} onDone={done} onClose={close} />
      )}
      {value !== undefined && changing !== undefined && changing !== 'backup_folder' && (
        <ChangeParametersDialog
          group={changing}
          today={status.today}
          values={value.values}
          onDone={done}
          onClose={close}
        />
      )}
    </>
  );
}

interface GroupProps {
  readonly group: ParameterGroup;
  readonly state: ParameterState;
  readonly autoFocus: boolean;
  /** Left out for who may only look. */
  readonly onChange: ((what: Changing) => void) | undefined;
}

function Group({ group, state, autoFocus, onChange }: GroupProps) {
  return (
    <section aria-label={group}>
      <div className={css['parameters']}>
        <h3>{group}</h3>
        {onChange !== undefined && (
          <Button variant="default" size="compact-md" autoFocus={autoFocus} onClick={() => onChange(group)}>
            更改{group}参数
          </Button>
        )}
      </div>
      <Table variant="vertical" layout="fixed">
        <Table.Tbody>
          {parameterNames
            .filter((name) => parameters[name].group === group)
            .map((name) => (
              <Row key={name} title={parameters[name].title}>
                {parameterWords(parameters[name], state.values[name])}
              </Row>
            ))}
          {group === '备份' && (
            <Row title="第二备份文件夹">
              {state.backupSecondFolder ?? '没有设置'}{' '}
              {onChange !== undefined && (
                <Button variant="default" size="compact-md" onClick={() => onChange('backup_folder')}>
                  更改文件夹
                </Button>
              )}
            </Row>
          )}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w="20rem">{title}</Table.Th>
      <Table.Td className={css['file']}>{children}</Table.Td>
    </Table.Tr>
  );
}
