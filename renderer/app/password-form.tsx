import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import type { TakeTyped } from './typed-ahead.ts';

interface PasswordFormProps {
  readonly waiting: boolean;
  readonly isFirst: boolean;
  readonly takeTyped?: TakeTyped;
  readonly onSubmit: (login: string, password: string) => void;
}

/** Account and password, with what was typed before this form stood here. */
export function PasswordForm({ waiting, isFirst, takeTyped, onSubmit }: PasswordFormProps) {
  const [typed] = useState(() => takeTyped?.());
  const [login, setLogin] = useState(typed?.login ?? '');
  const [password, setPassword] = useState(typed?.password ?? '');
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (typed === undefined || typed.field === null) return;
    const field = form.current?.elements.namedItem(typed.field);
    if (!(field instanceof HTMLInputElement)) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    if (typed.submitted) form.current?.requestSubmit();
  }, [typed]);
  return (
    <KeyboardForm
      formRef={form}
      onSubmit={() => {
        onSubmit(login, password);
        setPassword('');
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="账号"
          name="login"
          required
          data-autofocus={isFirst}
          autoFocus={isFirst}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label="密码"
          name="password"
          required
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={waiting} variant={isFirst ? 'filled' : 'default'}>
          登录
        </Button>
      </Stack>
    </KeyboardForm>
  );
}
