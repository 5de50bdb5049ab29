import { Button, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NewHospital } from '../../shared/contract/accounts.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { Session } from '../../shared/contract/staff.ts';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { NewPasswordFields, nothingTyped, typedPassword } from './new-password-fields.tsx';
import css from './sign-in.module.css';
import { useAct, useClient } from './use-client.ts';

const levels = ['一级', '二级', '三级'] as const;
const ranks = ['县级医院', '不是县级医院'] as const;
const zones = [
  { value: 'Asia/Shanghai', label: '北京时间' },
  { value: 'Asia/Urumqi', label: '乌鲁木齐时间' },
] as const;

const nothing = {
  hospitalName: '',
  hospitalCode: '',
  level: '2',
  countyLevel: '0',
  region: '',
  zone: 'Asia/Shanghai' as NewHospital['zone'],
  windowName: '1号窗',
  login: '',
  displayName: '',
};
type Typed = typeof nothing;

/** A new file: which hospital it is, and who keeps its accounts. */
export function FirstStart({ onDone }: { readonly onDone: (session: Session) => void }) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState(nothing);
  const [password, setPassword] = useState(nothingTyped);
  const submit = () =>
    act.run(async () => {
      const { login, displayName } = typed;
      const hospital = hospitalOf(typed);
      const first = { hospital, login, displayName, password: typedPassword(password) };
      onDone(await client.request('staff.firstStart', first));
    });
  return (
    <main className={`${css['sheet']} ${css['wide']}`}>
      <header>
        <h1>第一次启动</h1>
        <p>
          这个数据文件夹是新的。请信息科填写本院资料，建立第一个账号（信息科）；以后不再问。练习请关闭程序，不带
          --data 打开。
        </p>
      </header>
      <KeyboardForm onSubmit={submit}>
        <Stack gap="sm">
          <HospitalFields typed={typed} onTyped={setTyped} />
          <SimpleGrid cols={2}>
            <NameField label="您的姓名" name="displayName" most={40} typed={typed} onTyped={setTyped} />
            <NameField label="您的账号" name="login" most={40} typed={typed} onTyped={setTyped} />
          </SimpleGrid>
          <NewPasswordFields label="密码" value={password} onChange={setPassword} />
          <Trouble refusal={act.refusal} />
          <Waiting what={act.waiting ? '正在建立……' : undefined} />
          <Button type="submit" loading={act.waiting}>
            建立，并登录
          </Button>
        </Stack>
      </KeyboardForm>
    </main>
  );
}

interface FieldsProps {
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}

function HospitalFields({ typed, onTyped }: FieldsProps) {
  return (
    <SimpleGrid cols={2}>
      <NameField label="医院名称" name="hospitalName" most={60} first typed={typed} onTyped={onTyped} />
      <NameField label="定点医药机构编号" name="hospitalCode" most={30} typed={typed} onTyped={onTyped} />
      <NativeSelect
        label="医院等级"
        value={typed.level}
        data={levels.map((label, place) => ({ value: String(place + 1), label }))}
        onChange={(event) => onTyped({ ...typed, level: event.currentTarget.value })}
      />
      <NativeSelect
        label="行政级别"
        value={typed.countyLevel}
        data={ranks.map((label, place) => ({ value: String(place), label }))}
        onChange={(event) => onTyped({ ...typed, countyLevel: event.currentTarget.value })}
      />
      <NameField label="医院所在区划（6 位）" name="region" most={6} typed={typed} onTyped={onTyped} />
      <NameField label="本窗口名称" name="windowName" most={40} typed={typed} onTyped={onTyped} />
      <NativeSelect
        label="时间"
        value={typed.zone}
        data={[...zones]}
        onChange={(event) => onTyped({ ...typed, zone: event.currentTarget.value as Typed['zone'] })}
      />
    </SimpleGrid>
  );
}

interface NameFieldProps extends FieldsProps {
  readonly label: string;
  readonly name: 'hospitalName' | 'hospitalCode' | 'region' | 'windowName' | 'login' | 'displayName';
  readonly most: number;
  readonly first?: boolean;
}

function NameField({ label, name, most, first = false, typed, onTyped }: NameFieldProps) {
  return (
    <TextInput
      label={label}
      required
      maxLength={most}
      autoFocus={first}
      data-autofocus={first || undefined}
      value={typed[name]}
      onChange={(event) => onTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  );
}

/** Refuses `institution_code_wrong` and `hospital_region_wrong`. */
function hospitalOf({
  hospitalName,
  hospitalCode,
  level,
  countyLevel,
  region,
  zone,
  windowName,
}: Typed): NewHospital {
  if (!/^[A-Za-z0-9]{1,30}$/.test(hospitalCode)) {
    throw new Refusal('institution_code_wrong', '定点医药机构编号只有字母和数字，例如 H42132100001。');
  }
  if (!/^\d{6}$/.test(region)) {
    throw new Refusal('hospital_region_wrong', '医院所在区划是 6 位数字，例如 421321。');
  }
  return {
    hospitalName,
    hospitalCode,
    level: Number(level) as NewHospital['level'],
    countyLevel: countyLevel === '0',
    region,
    zone,
    windowName,
  };
}
