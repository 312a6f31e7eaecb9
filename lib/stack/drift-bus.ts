import { Duration } from 'aws-cdk-lib';
import { EventBus, type EventPattern } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { eventSource } from '../alerts/events.ts';

/** The bus that drift, seals and alerts are announced on, and an archive of all of it. */
export class DriftBus extends Construct {
  readonly bus: EventBus;

  /** @param sources whose events are kept */
  constructor(scope: Construct, id: string, sources: EventPattern['source'] = [eventSource]) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'Exhibit: drift, seals and alerts' });
    this.bus.archive('Archive', {
      description: 'Exhibit: everything that was announced, to be replayed',
      eventPattern: { source: sources },
      retention: Duration.days(400),
    });
  }
}

/** The events of Exhibit, or those of one detail type. */
export function exhibitEvents(...detailType: readonly string[]): EventPattern {
  return { source: [eventSource], ...(detailType.length === 0 ? {} : { detailType: [...detailType] }) };
}
