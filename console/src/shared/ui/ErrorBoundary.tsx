import { Component, type ReactNode } from 'react';
import { ProblemState } from './states';

interface ErrorBoundaryProps {
  children: ReactNode;
  /** A change (such as another address) gives the children a new chance. */
  resetKey?: string;
}

interface ErrorBoundaryState {
  error: unknown;
  failedFor: string | undefined;
}

/** Keeps a fault of one page from taking the whole console down. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined, failedFor: undefined };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { error };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState): Partial<ErrorBoundaryState> | null {
    return state.failedFor === props.resetKey ? null : { error: undefined, failedFor: props.resetKey };
  }

  override render(): ReactNode {
    if (this.state.error !== undefined) {
      return <ProblemState error={this.state.error} onRetry={() => this.setState({ error: undefined })} />;
    }
    return this.props.children;
  }
}
