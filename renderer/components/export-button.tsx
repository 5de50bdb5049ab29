import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SecondPerson } from '../../shared/contract/values.ts';
import { useAct } from '../app/use-client.ts';
import { FormDialog } from './form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from './second-person-fields.tsx';

interface ExportButtonProps {
  readonly label: string;
  /** Small, beside others that are; otherwise like every button. */
  readonly size?: 'compact-md';
  /** Null if the person thought better of it where the file was to go. */
  readonly save: (secondPerson: SecondPerson) => Promise<{ readonly fileName: string } | null>;
  readonly onSaved: (fileName: string) => void;
}

/** A list of people that leaves the hospital's file: with the word of a second person. */
export function ExportButton({ label, size, save, onSaved }: ExportButtonProps) {
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const close = () => {
    setOpen(false);
    setSecondPerson(nobodyYet);
  };
  const submit = () =>
    act.run(async () => {
      const file = await save(secondPerson);
      close();
      if (file !== null) onSaved(file.fileName);
    });
  return (
    <>
      <Button variant="default" {...(size && { size })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <FormDialog title={label} act={act} submitLabel="导出" onSubmit={submit} onClose={close}>
          <p style={{ margin: 0 }}>里面有患者的资料，导出要另一人复核；表格末尾写着谁在几时导出。</p>
          <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
        </FormDialog>
      )}
    </>
  );
}
