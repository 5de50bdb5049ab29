import { useState } from 'react';
import { CodeField } from '../components/code-field.tsx';
import { SignInStep } from './sign-in-step.tsx';

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
    <SignInStep
      status={`密码正确。账号 ${login} 还要一次性口令。`}
      submitLabel="登录"
      waiting={waiting}
      hint="手机不在或换了手机，请找信息科取消后重新设置。"
      onSubmit={() => {
        onSubmit(code);
        setCode('');
      }}
      onBack={onBack}
    >
      <CodeField autoFocus value={code} onChange={setCode} />
    </SignInStep>
  );
}
