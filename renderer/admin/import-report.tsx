import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './admin.module.css';
import { RefusedRows } from './refused-rows.tsx';

interface ImportReportProps {
  readonly report: Parameters<typeof RefusedRows>[0] & {
    readonly importId: string | null;
    readonly fileName: string;
    readonly rowCount: number;
  };
  /** What was taken in, once it was. */
  readonly imported: string;
  /** Stands behind the name of the file. */
  readonly aside?: string;
  readonly waiting: boolean;
  readonly onLeaveOut: () => void;
  /** What else there is to say. */
  readonly children?: ReactNode;
}

/** What an import found. With refused rows nothing is written until somebody leaves them out knowingly. */
export function ImportReport(props: ImportReportProps) {
  const { report, imported, aside = '', waiting, onLeaveOut, children } = props;
  const isImported = report.importId !== null;
  return (
    <section className={isImported ? css['imported'] : css['refused']} role="status">
      <p>
        <b>{isImported ? imported : `没有导入：${report.rowCount} 行中有 ${report.refusedCount} 行不对`}</b> ·{' '}
        {report.fileName}
        {aside}
      </p>
      {children}
      {report.refused.length > 0 && <RefusedRows {...report} />}
      {!isImported && (
        <div className={css['form']}>
          <span>改好文件再选一次；或者</span>
          <Button variant="default" loading={waiting} onClick={onLeaveOut}>
            其余 {report.rowCount - report.refusedCount} 行照常导入
          </Button>
        </div>
      )}
    </section>
  );
}
