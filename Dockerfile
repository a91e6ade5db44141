# One process of the app. compose.yaml runs several behind a proxy, over one database.
FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MAJLIS_DATA=/var/majlis
RUN useradd --create-home majlis && install -d -o majlis -m 700 /var/majlis
WORKDIR /majlis
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt && python -m compileall -q /usr/local/lib/python3.11/site-packages
COPY . .
USER majlis
EXPOSE 8501
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health')"]
CMD ["streamlit", "run", "app.py", "--server.headless=true", "--server.address=0.0.0.0", "--server.fileWatcherType=none"]
