import { PasswordInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type FeeQuery, feeQuerySchema } from '../../shared/contract/hospital-system.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';

/** What the office fills in: where it goes, and what the system calls each column. */
const example: FeeQuery = {
  address: 'http://10.0.0.8:8080',
  path: '/his/fees/{admissionNumber}?from={from}&to={to}&page={page}&size={pageSize}',
  token: { header: 'Authorization', prefix: 'Bearer ' },
  items: 'data.rows',
  good: { at: 'code', values: ['0'] },
  paging: { firstPage: 1, pageSize: 500 },
  fields: {
    code: '项目编码',
    name: '项目名称',
    costClass: '费用类别',
    catalogueClass: '目录等级',
    preSelfPayRatio: '先行自付比例',
    limitPrice: '限价',
    price: '单价',
    quantity: '数量',
    amount: '金额',
    chargedOn: '费用日期',
    unit: '单位',
    serial: '流水号',
    admissionNumber: '住院号',
  },
  timeoutMs: 10_000,
};

interface QueryDialogProps {
  readonly query: FeeQuery | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** The adapter as data, in the words of the hospital's own system. An empty field takes the query away. */
export function FeeQueryDialog({ query, onSaved, onClose }: QueryDialogProps) {
  const client = useClient();
  const act = useAct();
  const [text, setText] = useState(JSON.stringify(query ?? example, null, 2));
  const [token, setToken] = useState('');
  const save = () =>
    act.run(async () => {
      const change = token === '' ? {} : { token };
      await client.request('hospitalSystem.setQuery', { query: queryOf(text), ...change });
      onSaved();
      onClose();
    });
  return (
    <FormDialog title="向收费系统查询" act={act} submitLabel="保存" onSubmit={save} onClose={onClose}>
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
        description="不改就留空；存在加密的数据文件里，不再显示"
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function queryOf(text: string): FeeQuery | null {
  if (text.trim() === '') return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Refusal('fee_query_not_valid', '查询的设置看不懂：括号、引号或逗号不成对，请照样例改。');
  }
  const checked = feeQuerySchema.safeParse(read);
  if (checked.success) return checked.data;
  const where = checked.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new Refusal('fee_query_not_valid', `查询的设置看不懂：“${where}”这一项缺少或不对，请照样例改。`);
}
