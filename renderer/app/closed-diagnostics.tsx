import { Button } from '@mantine/core';
import { useState } from 'react';
import { Look, Trouble } from '../components/trouble.tsx';
import type { Client } from './client.ts';
import { useAct } from './use-client.ts';

/** While the file cannot be opened: what can be told of the machine and the file's outside, for support. */
export function ClosedDiagnostics({ client }: { client: Client }) {
  const act = useAct();
  const [fileName, setFileName] = useState<string>();
  const save = () =>
    act.run(async () => {
      const saved = await client.request('diagnostics.saveClosed', {});
      setFileName(saved?.fileName);
    });
  return (
    <>
      <Button variant="subtle" loading={act.waiting} onClick={save}>
        保存诊断文件（给供应方，不含个人信息）
      </Button>
      {fileName !== undefined && <Look sentence={`已保存“${fileName}”。`} />}
      <Trouble refusal={act.refusal} />
    </>
  );
}
