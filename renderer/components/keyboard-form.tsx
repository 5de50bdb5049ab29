import type { ReactNode, Ref } from 'react';
import { enterMovesOn } from './enter-in-forms.ts';

interface KeyboardFormProps {
  readonly className?: string | undefined;
  readonly formRef?: Ref<HTMLFormElement>;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form filled in without a mouse: Enter goes to the next field, and from the last one it is done. */
export function KeyboardForm({ className, formRef, onSubmit, children }: KeyboardFormProps) {
  return (
    <form
      ref={formRef}
      className={className}
      onKeyDown={enterMovesOn}
      onSubmit={(event) => {
        event.preventDefault();
        // A dialog over another is inside it for React, though not on the screen.
        event.stopPropagation();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
