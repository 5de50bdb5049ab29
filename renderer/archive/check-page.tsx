import { Button, Table, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { CheckResult } from '../../shared/contract/documents/check.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './archive.module.css';

const verdictWords: Record<CheckResult['verdict'], string> = {
  genuine: '✓ 真的',
  altered: '✗ 不符',
  unknown: '✗ 不是本窗口的',
};

/** Is the paper in somebody's hand ours, and does it say what we wrote? By scanner, or typed off the paper. */
export function CheckPage() {
  const client = useClient();
  const act = useAct();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [result, setResult] = useState<CheckResult>();
  const check = () =>
    act.run(async () => {
      setResult(undefined);
      setResult(await client.request('documents.check', { text }));
      // The next paper is scanned over this one.
      field.current?.select();
    });
  return (
    <>
      <h2>查真伪</h2>
      <form
        className={css['question']}
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        <TextInput
          ref={field}
          label="扫单上的二维码，或输入单号、空格、十六位校验码"
          className={css['code']}
          autoFocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" loading={act.waiting} disabled={text.trim() === ''}>
          <KeyHint of="Enter" /> 核对
        </Button>
      </form>
      <Trouble refusal={act.refusal} />
      <Waiting what={act.waiting ? '正在核对……' : undefined} />
      {result !== undefined && <Verdict result={result} />}
    </>
  );
}

function Verdict({ result: { verdict, sentence, slip, differences } }: { result: CheckResult }) {
  return (
    <section role="status" className={css[verdict === 'genuine' ? 'genuine' : 'forged']}>
      <h3>{verdictWords[verdict]}</h3>
      <p>{sentence}</p>
      {slip !== null && (
        <dl className={css['facts']}>
          <div>
            <dt>单号</dt>
            <dd>
              {slip.number}
              {slip.kind === 'reversal' && '（撤销单）'}
            </dd>
          </div>
          <div>
            <dt>姓名</dt>
            <dd>{slip.personName}</dd>
          </div>
          <div>
            <dt>结算日期</dt>
            <dd>{slip.settledOn}</dd>
          </div>
          <div>
            <dt>总费用</dt>
            <dd>{formatYuan(slip.totalFen)}</dd>
          </div>
          <div>
            <dt>个人应付</dt>
            <dd>{formatYuan(slip.personalFen)}</dd>
          </div>
        </dl>
      )}
      {differences.length > 0 && (
        <Table aria-label="不符的地方">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>不符</Table.Th>
              <Table.Th>单上</Table.Th>
              <Table.Th>本窗口记录</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {differences.map(({ what, onPaper, inFile }) => (
              <Table.Tr key={what}>
                <Table.Td>{what}</Table.Td>
                <Table.Td>{onPaper}</Table.Td>
                <Table.Td>{inFile}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
