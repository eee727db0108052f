"""What whoever keeps the service alive asks it; none of it is negotiated."""

from fastapi import APIRouter, Depends, Response

from service.api.answers import Health
from service.api.deps import InContext, known_parameters
from service.api.examples import documented
from service.api.metrics import CONTENT_TYPE
from service.database import ping, require_current

router = APIRouter(tags=["operation"], dependencies=[Depends(known_parameters)])


@router.get(
    "/healthz",
    operation_id="health",
    summary="Is the process alive",
    responses=documented(path="/healthz"),
)
async def health() -> Health:
    """Asks nothing of database or engine."""
    return Health(status="ok")


@router.get(
    "/readyz",
    operation_id="readiness",
    summary="Can it do its work",
    responses=documented(path="/readyz"),
)
def readiness(context: InContext) -> Health:
    """The database answers and is migrated, and the spaCy pipeline is loaded; 503 otherwise."""
    ping(context.database)
    require_current(context.database)
    context.extractor.ready()
    return Health(status="ready")


@router.get("/metrics", include_in_schema=False)
def metrics(context: InContext) -> Response:
    """Counts for Prometheus."""
    return Response(context.metrics.exposition(), media_type=CONTENT_TYPE)
