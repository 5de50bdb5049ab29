import type { ReactNode } from 'react';
import { enterMovesOn } from './enter-in-forms.ts';

interface KeyboardFormProps {
  readonly className?: string | undefined;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** A form filled in without a mouse: Enter goes to the next field, and from the last one it is done. */
export function KeyboardForm({ className, onSubmit, children }: KeyboardFormProps) {
  return (
    <form
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
