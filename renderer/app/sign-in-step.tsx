import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyboardForm } from '../components/keyboard-form.tsx';

interface SignInStepProps {
  /** Who it is, and what is still wanted. */
  readonly status: ReactNode;
  readonly submitLabel: string;
  readonly waiting: boolean;
  /** Where there is no field to fill in yet, the button has the focus. */
  readonly focusSubmit?: boolean;
  readonly onSubmit: () => void;
  readonly onBack: () => void;
  readonly children: ReactNode;
  /** Below the buttons. */
  readonly hint?: string;
}

/** A step between the sign-in and the rooms: what is wanted, its fields, and the way back for another person. */
export function SignInStep({ status, submitLabel, waiting, hint, children, ...props }: SignInStepProps) {
  const { focusSubmit = false, onSubmit, onBack } = props;
  return (
    <KeyboardForm onSubmit={onSubmit}>
      <Stack gap="sm">
        <p role="status">{status}</p>
        {children}
        <Button type="submit" autoFocus={focusSubmit} loading={waiting}>
          {submitLabel}
        </Button>
        <Button variant="default" onClick={onBack}>
          换人登录
        </Button>
        {hint !== undefined && <p>{hint}</p>}
      </Stack>
    </KeyboardForm>
  );
}
