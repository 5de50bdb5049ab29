import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { CodeField } from '../components/code-field.tsx';
import { enterMovesOn } from '../components/enter-in-forms.ts';

interface SecondStepProps {
  readonly login: string;
  readonly waiting: boolean;
  readonly onSubmit: (code: string) => void;
  readonly onBack: () => void;
}

/** After the right password, where the account has codes. */
export function SecondStep({ login, waiting, onSubmit, onBack }: SecondStepProps) {
  const [code, setCode] = useState('');
  return (
    <form
      onKeyDown={enterMovesOn}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(code);
        setCode('');
      }}
    >
      <Stack gap="sm">
        <p role="status">密码正确。账号 {login} 还要一次性口令。</p>
        <CodeField autoFocus value={code} onChange={setCode} />
        <Button type="submit" loading={waiting}>
          登录
        </Button>
        <Button variant="default" onClick={onBack}>
          换人登录
        </Button>
        <p>手机不在或换了手机，请找信息科取消后重新设置。</p>
      </Stack>
    </form>
  );
}
