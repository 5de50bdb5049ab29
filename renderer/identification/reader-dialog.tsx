import { Checkbox, NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import type { Devices } from '../../shared/contract/identification.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { TypedFields, type TypedField } from '../desk/typed-fields.tsx';
import { readerFrom, type TypedReader, typedFrom } from './reader-form.ts';

const where = [
  { name: 'name', label: '名称', maxLength: 40, required: true },
  { name: 'address', label: '地址', maxLength: 200, required: true, placeholder: 'http://127.0.0.1:18080' },
] as const satisfies readonly TypedField[];

const steps = [
  { name: 'open', label: '打开', maxLength: 200, placeholder: '没有就留空' },
  { name: 'read', label: '读卡', maxLength: 200, required: true },
  { name: 'close', label: '关闭', maxLength: 200, placeholder: '没有就留空' },
  { name: 'personName', label: '姓名', maxLength: 100, required: true },
  { name: 'idNumber', label: '身份证号', maxLength: 100, required: true },
  { name: 'birthDate', label: '出生日期', maxLength: 100 },
  { name: 'sex', label: '性别', maxLength: 100 },
  { name: 'validTo', label: '有效期', maxLength: 100 },
  { name: 'photo', label: '照片', maxLength: 100 },
] as const satisfies readonly TypedField[];

const values = [
  { name: 'result', label: '结果', maxLength: 100 },
  { name: 'good', label: '成功的值', maxLength: 100 },
  { name: 'noCard', label: '没有卡的值', maxLength: 100 },
  { name: 'timeoutMs', label: '时限（毫秒）', maxLength: 5, required: true },
  { name: 'male', label: '“男”写作', maxLength: 100 },
  { name: 'female', label: '“女”写作', maxLength: 100 },
  { name: 'withoutEnd', label: '“长期”写作', maxLength: 100 },
] as const satisfies readonly TypedField[];

interface ReaderDialogProps {
  readonly devices: Devices;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const none = '没有读卡器';

/** Which reader stands here and how it is spoken to; a built-in one fills the form, every field may be changed. */
export function ReaderDialog({ devices, onDone, onClose }: ReaderDialogProps) {
  const client = useClient();
  const act = useAct();
  const { reader, builtIn } = devices;
  const first = reader ?? builtIn[0];
  const [chosen, setChosen] = useState(first?.name ?? none);
  const [typed, setTyped] = useState<TypedReader | undefined>(first && typedFrom(first));
  const choose = (name: string) => {
    const one = [reader, ...builtIn].find((candidate) => candidate?.name === name);
    setChosen(name);
    setTyped(one ? typedFrom(one) : undefined);
  };
  const submit = () =>
    act.run(async () => {
      const next = typed === undefined ? null : readerFrom(typed);
      await client.request('identification.changeReader', { reader: next });
      onDone();
    });
  const names = [
    ...new Set([...(reader === null ? [] : [reader.name]), ...builtIn.map(({ name }) => name), none]),
  ];
  return (
    <FormDialog title="读卡器设置" act={act} submitLabel="保存" onSubmit={submit} onClose={onClose}>
      <NativeSelect
        label="种类（选一种做底子，下面每一项都可以照厂家说明改）"
        data-autofocus
        value={chosen}
        data={names}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {typed !== undefined && <ReaderFields typed={typed} onTyped={setTyped} />}
    </FormDialog>
  );
}

interface ReaderFieldsProps {
  readonly typed: TypedReader;
  readonly onTyped: (typed: TypedReader) => void;
}

function ReaderFields({ typed, onTyped }: ReaderFieldsProps) {
  const put = (change: Partial<TypedReader>) => onTyped({ ...typed, ...change });
  return (
    <>
      <SimpleGrid cols={3} spacing="sm">
        <TypedFields takesFocus={false} fields={where} typed={typed} onTyped={put} />
        <NativeSelect
          label="方法"
          value={typed.method}
          data={['GET', 'POST']}
          onChange={(event) => put({ method: event.currentTarget.value === 'POST' ? 'POST' : 'GET' })}
        />
      </SimpleGrid>
      <Checkbox
        label="读卡器在另一台机器上（身份证内容会在网络上明文传送）"
        checked={typed.otherMachine}
        onChange={(event) => put({ otherMachine: event.currentTarget.checked })}
      />
      <SimpleGrid cols={3} spacing="sm" verticalSpacing="xs">
        <TypedFields takesFocus={false} fields={steps} typed={typed} onTyped={put} />
      </SimpleGrid>
      <SimpleGrid cols={4} spacing="sm" verticalSpacing="xs">
        <TypedFields takesFocus={false} fields={values} typed={typed} onTyped={put} />
        <NativeSelect
          label="日期写法"
          value={typed.dates}
          data={['YYYYMMDD', 'YYYY-MM-DD', 'YYYY.MM.DD']}
          onChange={(event) => put({ dates: event.currentTarget.value as TypedReader['dates'] })}
        />
      </SimpleGrid>
    </>
  );
}
