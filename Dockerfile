# The program alone; PostgreSQL and Valkey are services of their own (compose.yaml).
FROM python:3.13-slim

ENV PYTHONUTF8=1 PYTHONUNBUFFERED=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
WORKDIR /app
RUN useradd --system --uid 711 --create-home disclosure \
    && install -d -o disclosure -g disclosure -m 0700 /var/lib/disclosure \
    && pip install --no-cache-dir uv==0.13.9
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN uv pip install --system --no-cache --require-hashes -r requirements.lock
COPY cases cases
COPY workers workers
COPY migrations migrations
COPY templates templates
RUN uv pip install --system --no-cache --no-deps --no-build-isolation -e .
USER disclosure
VOLUME /var/lib/disclosure
EXPOSE 8000
CMD ["disclosure", "serve", "--web-only", "--host", "0.0.0.0"]
