import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { AddDialog } from './add-dialog.tsx';

interface AddButtonProps {
  readonly active: boolean;
  readonly diseases: RequestOutput<'treatment.list'>['diseases'];
  readonly onAdded: () => void;
}

/** Enters somebody by hand; where the policy lists no disease there is nothing to be verified. */
export function AddButton({ active, diseases, onAdded }: AddButtonProps) {
  const [adds, setAdds] = useState(false);
  const open = () => setAdds(true);
  const close = () => setAdds(false);
  useHotkeys(active && diseases.length > 0 ? [['F7', open]] : [], []);
  if (diseases.length === 0) return null;
  return (
    <>
      <Button size="compact-md" variant="default" onClick={open}>
        <KeyHint of="F7" /> 登记待核实
      </Button>
      {adds && <AddDialog diseases={diseases} onDone={() => (close(), onAdded())} onClose={close} />}
    </>
  );
}
