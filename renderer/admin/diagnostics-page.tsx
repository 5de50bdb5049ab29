import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import css from './admin.module.css';

/** One file to hand to support; what it holds is said before it is saved. */
export function DiagnosticsPage() {
  const client = useClient();
  const act = useAct();
  const [fileName, setFileName] = useState<string>();
  const save = () =>
    act.run(async () => {
      const saved = await client.request('diagnostics.save', {});
      setFileName(saved?.fileName);
    });
  return (
    <>
      <h2>诊断文件</h2>
      <p className={css['state']}>
        <b>程序出了问题，把这个文件交给供应方。</b>里面没有任何人的姓名、号码、疾病、住址，没有密码和密钥。
      </p>
      <div className={css['form']}>
        <Button autoFocus loading={act.waiting} onClick={save}>
          保存诊断文件
        </Button>
      </div>
      <Waiting what={act.waiting ? '正在检查数据文件，数据多时要几分钟；窗口照常办理……' : undefined} />
      {fileName !== undefined && (
        <Look sentence={`已保存“${fileName}”。交出去之前可以用记事本打开看一遍。`} />
      )}
      <Trouble refusal={act.refusal} />
      <ul>
        <li>程序、系统、数据库的版本，内存和磁盘还有多少。</li>
        <li>设置的名称；数值、是与否、平台地址的主机名照写，其余只写“有”或“没有”。</li>
        <li>每张表多少行，上传排队的笔数、状态、代码和等了多久，最近一百次上传的代码和用时。</li>
        <li>数据文件的完整性检查、审计链和账目是否平衡、最近的备份是否成功。</li>
        <li>最近的程序日志（只有代码和程序位置），各种请求用了多少毫秒。</li>
      </ul>
    </>
  );
}
