"""What is told in place of data: a message of lib/errors.py as JSON, with its code, what happened and what to do next."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from lib.errors import MajlisError

STATUS = {
    "MJ301": 503,
    "MJ302": 503,
    "MJ304": 404,
    "MJ701": 403,
    "MJ702": 421,
    "MJ710": 401,
    "MJ714": 404,
    "MJ715": 405,
    "MJ716": 409,
    "MJ717": 500,
    "MJ718": 429,
}
GUARD = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}  # of every answer
ASKS = {"MJ710": {"WWW-Authenticate": 'Bearer realm="Majlis"'}, "MJ718": {"Retry-After": "1"}}


def fault(error: MajlisError) -> JSONResponse:
    """The message as an answer; what a program asked for wrongly is 400."""
    told = {"code": error.code, "what": error.what, "next": error.next}
    headers = GUARD | {"Cache-Control": "no-store"} | ASKS.get(error.code, {})
    return JSONResponse(told, STATUS.get(error.code, 400), headers)


async def told(request: Request, error: Exception) -> Response:
    """What a handler raised, as an answer."""
    if isinstance(error, MajlisError):
        return fault(error)
    if not isinstance(error, HTTPException):
        return fault(MajlisError("MJ717", path=request.url.path[:200]))
    if error.status_code == 405:
        answer = fault(MajlisError("MJ715", method=request.method[:20]))
        answer.headers.update(error.headers or {})
        return answer
    return fault(MajlisError("MJ714", path=request.url.path[:200]))
