import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

interface State {
  readonly failed: boolean;
}

/** The last net: a fault of a screen becomes a sentence and a way on. Settled things are in the service, not here. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main role="alert" style={{ padding: '4rem', maxWidth: '40rem' }}>
        <h1>这个画面出了故障</h1>
        <p>已经结算的记录都在，没有丢失，也不会重复。请按 Enter 重新打开画面，再查一次刚才的患者。</p>
        <Button autoFocus onClick={() => window.location.reload()}>
          重新打开 Enter
        </Button>
      </main>
    );
  }
}
