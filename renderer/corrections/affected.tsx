import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import type { PrintChoice } from '../desk/use-desk.ts';
import css from './corrections.module.css';
import { DifferencesDialog } from './differences-dialog.tsx';
import { affectedWords, differenceWords } from './words.ts';

type AffectedList = RequestOutput<'corrections.affected'>;
type Person = AffectedList['persons'][number];

/** Whose settlements of this year the newest roster would make different, and the way to each. */
export function Affected({ session }: RoomProps) {
  const { value, refusal, waiting, reload } = useAnswer('corrections.affected', {});
  const [looked, setLooked] = useState<Person>();
  const [choice, setChoice] = useState<PrintChoice>({ paper: null, printer: null });
  const close = () => setLooked(undefined);
  return (
    <div className={css['affected']}>
      <h2>名册更正影响的结算</h2>
      <Trouble refusal={refusal} />
      <Waiting what={waiting ? '正在按最新名册重新计算……' : undefined} />
      {value !== undefined && <p className={css['sentence']}>{affectedWords(value)}</p>}
      {value?.more === true && (
        <Look sentence="人数超过 200，这里只列出其中一部分；处理完后会列出其余的人。" />
      )}
      {value !== undefined && value.persons.length > 0 && <Persons list={value} onLook={setLooked} />}
      {looked !== undefined && (
        <DifferencesDialog
          card={{ personId: looked.personId, name: looked.personName }}
          mayCorrect={mayAsk(session.role, 'corrections.runChain')}
          choice={choice}
          onChoice={setChoice}
          onDone={() => {
            close();
            reload();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}

function Persons({ list, onLook }: { list: AffectedList; onLook: (person: Person) => void }) {
  const { persons, layers, personal } = list;
  return (
    <div className={css['persons']} tabIndex={0} role="region" aria-label="受影响的人">
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>患者</Table.Th>
            <Table.Th>身份证号</Table.Th>
            <Table.Th ta="right">结算</Table.Th>
            <Table.Th ta="right">个人应付 原来</Table.Th>
            <Table.Th ta="right">按新名册</Table.Th>
            <Table.Th ta="right">差额</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {persons.map((person) => (
            <Table.Tr key={person.personId}>
              <Table.Td>{person.personName}</Table.Td>
              <Table.Td>{person.maskedIdNumber}</Table.Td>
              <Table.Td ta="right">{person.settlementCount} 笔</Table.Td>
              <Amounts change={person.personal} />
              <Table.Td ta="right">
                <Button
                  size="compact-md"
                  variant="default"
                  aria-label={`查看 ${person.personName}`}
                  onClick={() => onLook(person)}
                >
                  查看
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={7} className={css['sum']}>
              合计，各方支付
            </Table.Th>
          </Table.Tr>
          {layers.map((change) => (
            <Table.Tr key={change.layer}>
              <Table.Td colSpan={3}>{change.title}</Table.Td>
              <Amounts change={change} />
              <Table.Td />
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th colSpan={3}>个人应付合计</Table.Th>
            <Amounts change={personal} />
            <Table.Td />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}

function Amounts({ change }: { change: Person['personal'] }) {
  return (
    <>
      <Table.Td ta="right">
        <Amount fen={change.beforeFen} />
      </Table.Td>
      <Table.Td ta="right">
        <Amount fen={change.afterFen} />
      </Table.Td>
      <Table.Td ta="right">
        <b>{differenceWords(change)}</b>
      </Table.Td>
    </>
  );
}
