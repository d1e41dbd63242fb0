import {type FastifyReply, type FastifyRequest, LogController} from 'fastify';

/** One line for each request, when it was answered: route, status, time. What a line may say is the logger's to decide. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(err: Error | null | undefined, req: FastifyRequest, res: FastifyReply): void {
    const said = {req, res, responseTime: res.elapsedTime};
    if (err) res.log.error({...said, err}, 'request errored');
    else res.log.info(said, 'request completed');
  }
}
