import { PasswordInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { Refusal } from '../../shared/contract/refusal.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import type { QueryAdapter } from './query-adapters.ts';

interface QueryDialogProps<Query> {
  readonly adapter: QueryAdapter<Query>;
  readonly query: Query | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** An adapter as data, in the words of the hospital's own system. An empty field takes the query away. */
export function QueryDialog<Query>({ adapter, query, onSaved, onClose }: QueryDialogProps<Query>) {
  const client = useClient();
  const act = useAct();
  const [text, setText] = useState(JSON.stringify(query ?? adapter.example, null, 2));
  const [token, setToken] = useState('');
  const save = () =>
    act.run(async () => {
      const change = token === '' ? {} : { token };
      await adapter.save(client, { query: queryOf(adapter.schema, text), ...change });
      onSaved();
      onClose();
    });
  return (
    <FormDialog title={adapter.title} act={act} submitLabel="保存" onSubmit={save} onClose={onClose}>
      <Textarea
        label="查询的设置"
        description="地址、路径、列表在回答里的位置、翻页、每一列在收费系统里叫什么；清空就不再查询"
        autosize
        maxRows={16}
        styles={{ input: { fontFamily: 'monospace', fontSize: '0.87rem' } }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PasswordInput
        label="口令"
        description="不改就留空；查询费用和收费用同一个，存在加密的数据文件里，不再显示"
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function queryOf<Query>(schema: z.ZodType<Query>, text: string): Query | null {
  if (text.trim() === '') return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Refusal('fee_query_not_valid', '查询的设置看不懂：括号、引号或逗号不成对，请照样例改。');
  }
  const checked = schema.safeParse(read);
  if (checked.success) return checked.data;
  const where = checked.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new Refusal('fee_query_not_valid', `查询的设置看不懂：“${where}”这一项缺少或不对，请照样例改。`);
}
