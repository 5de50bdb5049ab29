import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { resumedSentence } from '../components/form-dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import css from './payment.module.css';
import type { MoneyAct } from './use-money-act.ts';

interface MoneyFormProps<Input> {
  readonly money: MoneyAct<Input>;
  readonly submitLabel: string;
  readonly isSound: boolean;
  /** It was typed before the page crashed: somebody looks at it before it is sent. */
  readonly isResumed: boolean;
  /** Where there is no field to fill in, the button has the focus. */
  readonly focusSubmit?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form whose act moves money: Enter to the next field, from the last one it is done. */
export function MoneyForm<Input>(props: MoneyFormProps<Input>) {
  const { money, submitLabel, isSound, isResumed, focusSubmit = false, onSubmit, onClose, children } = props;
  const { act, isOpenEnded } = money;
  return (
    <KeyboardForm onSubmit={onSubmit}>
      <Stack gap="sm">
        {isResumed && <Look sentence={resumedSentence} />}
        {children}
        <Trouble refusal={act.refusal} />
        <Waiting what={act.waiting ? '正在办理……' : undefined} />
        <div className={css['acts']}>
          <Button variant="default" disabled={isOpenEnded} onClick={onClose}>
            <KeyHint of="Esc" /> 返回
          </Button>
          <Button
            type="submit"
            autoFocus={focusSubmit}
            loading={act.waiting}
            disabled={!isSound && !isOpenEnded}
          >
            <KeyHint of="Enter" /> {isOpenEnded ? '再确认一次（不会重复）' : submitLabel}
          </Button>
        </div>
      </Stack>
    </KeyboardForm>
  );
}
