import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Statement } from '../../shared/contract/reconciliation.ts';
import { type StatementSide, sideTitles } from '../../shared/contract/statement.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { formatMoment } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { MappingDialog } from './mapping-dialog.tsx';
import css from './reconciliation.module.css';

interface StatementChoiceProps {
  readonly side: StatementSide;
  readonly chosen: Statement | undefined;
  readonly onChoose: (statement: Statement | undefined) => void;
  readonly days: () => { from: string; to: string };
}

const usualNames: Readonly<Record<StatementSide, string>> = { centre: '县医保中心', hospital: '收费系统' };
/** Where a mapping most likely helps. */
const helpedByMapping = new Set([
  'column_missing',
  'column_doubled',
  'statement_number_missing',
  'statement_rows_faulty',
  'statement_unit_wrong',
]);

/** One side's statement: a file, the platform's own, or one that was taken in before. */
export function StatementChoice({ side, chosen, onChoose, days }: StatementChoiceProps) {
  const stored = useAnswer('reconciliation.statements', {});
  const [sourceName, setSourceName] = useState(usualNames[side]);
  const [isMapping, setIsMapping] = useState(false);
  const taken = (statement: Statement) => (onChoose(statement), stored.reload());
  const { act, fileToken, chooseFile, again, fetch } = useTakingIn({ side, sourceName, days, taken });
  const ofSide = (stored.value ?? []).filter((one) => one.side === side);
  return (
    <fieldset className={css['side']}>
      <legend>{sideTitles[side]}</legend>
      <TextInput
        label="谁的格式"
        description="同一来源的文件按同一套列对应读"
        maxLength={60}
        value={sourceName}
        onChange={(event) => setSourceName(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button variant="default" onClick={chooseFile} loading={act.waiting}>
          选择对账单文件
        </Button>
        <Button variant="default" onClick={fetch} loading={act.waiting}>
          {side === 'centre' ? '从医保平台取' : '从收费系统取'}
        </Button>
      </Group>
      <Stored {...{ chosen, onChoose }} statements={ofSide} />
      <Waiting what={act.waiting ? '正在读对账单……' : undefined} />
      <Trouble refusal={act.refusal ?? stored.refusal} />
      {fileToken !== undefined && helpedByMapping.has(act.refusal?.code ?? '') && (
        <Button style={{ justifySelf: 'start' }} onClick={() => setIsMapping(true)}>
          指明每一列是什么
        </Button>
      )}
      {chosen !== undefined && <Chosen statement={chosen} />}
      {isMapping && fileToken !== undefined && (
        <MappingDialog
          side={side}
          sourceName={sourceName.trim()}
          fileToken={fileToken}
          onDone={() => {
            setIsMapping(false);
            again();
          }}
          onClose={() => setIsMapping(false)}
        />
      )}
    </fieldset>
  );
}

function Chosen({ statement }: { statement: Statement }) {
  const { lineCount, sumCount, foreignCount, firstDay, lastDay, totalFen } = statement;
  const leftOut = [
    ...(sumCount > 0 ? [`合计行 ${sumCount} 行`] : []),
    ...(foreignCount > 0 ? [`别的医院 ${foreignCount} 行`] : []),
  ];
  return (
    <p className={css['chosen']}>
      <b>
        {lineCount} 行，总额 {formatYuan(totalFen)} 元
      </b>
      {firstDay !== null && `，${firstDay} 至 ${lastDay ?? ''}`}
      {leftOut.length > 0 && `；没有计入${leftOut.join('、')}`}
    </p>
  );
}

interface TakingIn extends Pick<StatementChoiceProps, 'side' | 'days'> {
  readonly sourceName: string;
  readonly taken: (statement: Statement) => void;
}

/** A statement is taken in from a file, once more from the same file, or from the platform. */
function useTakingIn({ side, sourceName, days, taken }: TakingIn) {
  const client = useClient();
  const act = useAct();
  const [fileToken, setFileToken] = useState<string>();
  const takeIn = async (token: string) => {
    const input = { side, sourceName: sourceName.trim(), fileToken: token };
    taken(await client.request('reconciliation.takeIn', input));
  };
  const chooseFile = () =>
    act.run(async () => {
      const file = await client.request('files.choose', { purpose: 'statement' });
      if (file === null) return;
      setFileToken(file.fileToken);
      await takeIn(file.fileToken);
    });
  const again = () => act.run(async () => void (fileToken !== undefined && (await takeIn(fileToken))));
  const fetch = () =>
    act.run(async () => taken(await client.request('reconciliation.fetch', { side, ...days() })));
  return { act, fileToken, chooseFile, again, fetch };
}

interface StoredProps extends Pick<StatementChoiceProps, 'chosen' | 'onChoose'> {
  readonly statements: readonly Statement[];
}

function Stored({ chosen, onChoose, statements }: StoredProps) {
  return (
    <Select
      size="md"
      label="或用已收下的"
      placeholder="不对这一方"
      clearable
      value={chosen?.statementId ?? null}
      data={statements.map(({ statementId, title, lineCount, recordedAt }) => ({
        value: statementId,
        label: `${title}（${lineCount} 行，${formatMoment(recordedAt)}）`,
      }))}
      onChange={(value) => onChoose(statements.find(({ statementId }) => statementId === value))}
    />
  );
}
